// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.store.scores.ScoreBook;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs as processes: console, small heaps, and a server that is told to end. */
class XorProgramsIT {
    private static final String SMALL_HEAP = "-Xmx32m";

    private static final long FIRST_STUDENT = 20_200_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void console_isTheDocumentedOne() throws Exception {
        Path text = Files.writeString(folder.resolve("text.txt"), "hello, KAIST network lab 2020!");
        try (ChildProcess server = start("--key=tree", "--text=" + text)) {
            int port = server.awaitPort();
            String client = "xor client --host=127.0.0.1 --studentID=20201234 --port=" + port;
            assertThat(ChildProcess.labnet(client).end().succeeded()).isEqualTo("""
                    KEY: GOOD
                    Score: 50
                    Message: DECRYPTED DATA MATCH & YOUR POINTS ARE REGISTERED ON DATABASE
                    """);

            assertThat(server.terminated().lines())
                    .hasSize(4)
                    .startsWith("The text has 30 bytes", "Server is listening on port " + port)
                    .anyMatch(line -> line.matches("\\[127\\.0\\.0\\.1:\\d+] sbmt from 20201234, key tree"))
                    .anyMatch(line -> line.matches("\\[127\\.0\\.0\\.1:\\d+] GOOD 50: DECRYPTED DATA MATCH & .*"));
        }
        assertThat(ChildProcess.labnet("xor scores --csv --db", db())
                        .end()
                        .exited(0)
                        .out())
                .contains("20201234", "50");
    }

    @Test
    void fiftyMegabytes_takeLittleMemoryOnEitherSide() throws Exception {
        byte[] megabyte = new byte[1_000_000];
        new Random(1).nextBytes(megabyte);
        Path text = folder.resolve("large.txt");
        for (int i = 0; i < 50; i++) {
            Files.write(text, megabyte, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        try (ChildProcess server =
                ChildProcess.labnetIn(SMALL_HEAP, "xor server --port 0", "--db=" + db(), "--text=" + text)) {
            String client = "xor client --studentID=20201234 --port=" + server.awaitPort();
            assertThat(ChildProcess.labnetIn(SMALL_HEAP, client).end().exited(0).out())
                    .startsWith("KEY: GOOD\nScore: 50\n");
        }
    }

    /** A server that is told to end tells whoever it has set the task, and stores what was reached. */
    @Test
    void terminatedServer_tellsAndStoresTheScoreSoFar() throws Exception {
        try (ChildProcess server = start("--words=5000", "--quiet")) {
            try (PlainXorClient client = new PlainXorClient(server.awaitPort())) {
                client.send(new XorPacket(true, "sbmt", FIRST_STUDENT));
                client.text();
                server.terminate();

                assertThat(XorResult.of(client.receive()))
                        .isEqualTo(new XorResult(
                                false,
                                10,
                                "THE SERVER ENDED BEFORE YOUR LAST PACKET CAME; SCORE 10 OF 50: HEADER 10"
                                        + " & YOUR POINTS ARE REGISTERED ON DATABASE"));
                assertThat(client.rest()).isEmpty();
            }
            assertThat(server.exitCode()).isEqualTo(143);
        }
        try (ScoreBook book = ScoreBook.openToRead(db())) {
            assertThat(book.standings()).hasSize(1).allMatch(score -> score.points() == 10);
        }
    }

    /** A text of a full packet is sent, with a warning. */
    @Test
    void textThatFillsItsLastPacket_isWarnedOf() throws Exception {
        Path text = Files.write(folder.resolve("full.txt"), new byte[9_984]);
        try (ChildProcess server = start("--text=" + text)) {
            assertThat(server.listening().err())
                    .startsWith("warning: the text has 9984 bytes, which fill its last packet: many programs");
        }
    }

    private ChildProcess start(String... options) {
        return ChildProcess.labnet("xor server --port 0 --db=" + db(), options);
    }

    private String db() {
        return folder.resolve("scores.db").toString();
    }
}
