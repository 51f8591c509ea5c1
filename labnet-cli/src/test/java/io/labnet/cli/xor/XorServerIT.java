// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.cli.CommandRun;
import io.labnet.cli.PythonProgram;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.store.scores.BestScore;
import io.labnet.store.scores.ScoreBook;
import io.labnet.store.scores.ScoreTask;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.client.ChecksumChoice;
import io.labnet.xorproto.client.XorClient;
import io.labnet.xorproto.server.ScoreRegister;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server on a real socket, in this process. */
class XorServerIT {
    private static final long STUDENT = 20201234;
    private static final XorResult GOOD = new XorResult(true, 50, "DECRYPTED DATA MATCH");
    private static final String REGISTERED = " & YOUR POINTS ARE REGISTERED ON DATABASE";

    private final ScoreBook book = ScoreBook.inMemory();
    private Server server = serve(25_001, stored(), ServerOptions.defaults());

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-once", "after-last", "once", "rfc"})
    void pythonClients_getFullPoints(String how) throws Exception {
        CommandRun client = PythonProgram.start("xor_client.py", how, "" + port(), "" + STUDENT)
                .end();
        assertThat(client.exited(0).out())
                .isEqualTo("KEY: GOOD\nScore: 50\nMessage: DECRYPTED DATA MATCH" + REGISTERED + "\n");
        assertThat(book.standings()).hasSize(1).first().isEqualTo(best(50, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2 * 9_984, 500_000})
    void ownClient_getsFullPoints(int length) throws Exception {
        restart(length, stored(), ServerOptions.defaults());

        assertGoodClient();
    }

    @Test
    void partialScores_areStoredAndOnlyTheBestIsKept() throws Exception {
        assertThat(PlainXorClient.run(port(), "sbmt", STUDENT, text -> new byte[5])
                        .score())
                .isEqualTo(20);
        assertThat(book.standings().get(0)).isEqualTo(best(20, 1));
        XorResult wrong = PlainXorClient.run(port(), "sbmt", STUDENT, text -> {
            text[7] ^= 1;
            return Arrays.copyOf(text, 9_984);
        });
        assertThat(wrong.score()).isEqualTo(20);
        restart(300, stored(), ServerOptions.defaults());
        XorResult zeros = PlainXorClient.run(port(), "sbmt", STUDENT, text -> new byte[300]);
        assertThat(zeros.score()).isEqualTo(35);
        assertThat(zeros.message())
                .startsWith("THE DECRYPTED DATA DIFFERS FROM THE TEXT AT BYTE 0: \"\\x00\\x00")
                .endsWith(" (xor-4.5); SCORE 35 OF 50: HEADER 10, ALL RECEIVED 10, LENGTH 15" + REGISTERED);
        assertThat(PlainXorClient.run(port(), "sbmt", STUDENT, text -> text))
                .isEqualTo(new XorResult(true, 50, GOOD.message() + REGISTERED));
        assertThat(PlainXorClient.run(port(), "sbmt", STUDENT, text -> new byte[5])
                        .score())
                .isEqualTo(20);
        assertThat(PlainXorClient.run(port(), "test", STUDENT + 1, text -> text))
                .isEqualTo(GOOD);

        assertThat(book.standings()).hasSize(1).first().isEqualTo(best(50, 5));
    }

    @Test
    void silence_isAnsweredWithTheScoreSoFar() throws Exception {
        restart(
                100,
                stored(),
                // A clock that begins with half a message: one that begins with the connection may run out before the
                // test
                // has said a word.
                ServerOptions.defaults().withMessageDeadline(Duration.ofMillis(300)));
        try (PlainXorClient stalled = new PlainXorClient(port())) {
            stalled.send(new XorPacket(true, "sbmt", STUDENT));
            stalled.text();
            stalled.send(new byte[] {0, 1});
            assertThat(XorResult.of(stalled.receive()))
                    .isEqualTo(new XorResult(
                            false,
                            10,
                            "NO COMPLETE PACKET CAME IN TIME: 2 of the 16 bytes of its header came (xor-1.5);"
                                    + " SCORE 10 OF 50: HEADER 10" + REGISTERED));
            assertThat(stalled.rest()).isEmpty();
        }
        assertThat(book.standings().get(0)).isEqualTo(best(10, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "12, 00000000, the length is 0",
        "12, 0000000f, the length is 15",
        "12, 00002711, the length is 10001",
        "12, 80000000, the length is 2147483648",
        "12, ffffffff, the length is 4294967295",
        "0, 0002, the flag is 2",
        "0, ffff, the flag is 65535",
        "4, 53, THE KEYWORD Sbmt OF THE REQUEST HAS CAPITAL LETTERS",
        "6, 00, (bytes 73 62 00 74 at offset 4)",
        "6, e9, (bytes 73 62 e9 74 at offset 4)",
        "0, 0000, THE FLAG OF THE REQUEST IS 0",
    })
    void badRequest_isAnsweredAndHarmsNobody(int at, String hex, String problem) throws Exception {
        byte[] request = new XorPacket(true, "sbmt", STUDENT).encode();
        byte[] changed = HexFormat.of().parseHex(hex);
        System.arraycopy(changed, 0, request, at, changed.length);
        ByteBuffer wire = ByteBuffer.wrap(request);
        wire.putShort(2, (short) ChecksumForm.BYTE_SWAPPED.of(wire, 0, request.length));
        try (PlainXorClient client = new PlainXorClient(port())) {
            client.send(request);
            XorResult result = XorResult.of(client.receive());

            assertThat(result.good()).isFalse();
            assertThat(result.score()).isZero();
            assertThat(result.message()).contains(problem);
            assertThat(client.rest()).isEmpty();
        }
        assertThat(book.standings()).isEmpty();
        assertGoodClient();
    }

    @Test
    void randomStreams_areAnsweredOrClosedAndHarmNobody() throws Exception {
        Random random = new Random(4);
        for (int i = 0; i < 1000; i++) {
            byte[] noise = new byte[random.nextInt(i % 100 == 0 ? 100_000 : 200)];
            random.nextBytes(noise);
            if (i % 2 == 0 && noise.length > 32) {
                byte[] request = new XorPacket(true, "test", STUDENT).encode();
                System.arraycopy(request, 0, noise, 0, request.length);
            }
            try (PlainXorClient client = new PlainXorClient(port())) {
                client.send(noise);
                client.finish();
                assertThat(client.rest()).isNotEmpty();
            } catch (IOException reset) {
                // A server that has read enough of it may reset what still comes.
                assertThat(noise).hasSizeGreaterThan(1000);
            }
        }
        assertGoodClient();
    }

    @Test
    void dataWithoutEnd_areEndedByTheServer() throws Exception {
        try (PlainXorClient client = new PlainXorClient(port())) {
            client.send(new XorPacket(true, "test", STUDENT));
            byte[] packet = new XorPacket(false, "tree", STUDENT, new byte[9_984]).encode(ChecksumForm.BYTE_SWAPPED);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            client.send(packet);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertGoodClient();
    }

    @Test
    void bookThatHangs_holdsUpNobodyElse() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        ScoreRegister hanging = (student, points) -> {
            answered.await();
            return points;
        };
        restart(100, hanging, ServerOptions.defaults());
        PlainXorClient[] submitting = new PlainXorClient[20];
        for (int i = 0; i < submitting.length; i++) {
            submitting[i] = new PlainXorClient(port());
            submitting[i].send(new XorPacket(true, "sbmt", STUDENT + i));
            submitting[i].send(new XorPacket(true, "tree", STUDENT + i, submitting[i].text()));
        }
        assertGoodClient();
        answered.countDown();
        for (PlainXorClient client : submitting) {
            assertThat(XorResult.of(client.receive()).message()).endsWith(REGISTERED);
            client.close();
        }
    }

    private void assertGoodClient() throws IOException {
        XorClient client = new XorClient(new TcpTransport(), server.endpoint());
        assertThat(client.run("test", STUDENT, ChecksumChoice.AUTO).outcome()).isEqualTo(GOOD);
    }

    private BestScore best(int points, int attempts) throws Exception {
        BestScore found = book.standings().get(0);
        return new BestScore(STUDENT, ScoreTask.XOR, points, found.at(), attempts);
    }

    private ScoreRegister stored() {
        return book.xorRegister(Clock.systemUTC());
    }

    private int port() {
        return server.endpoint().port();
    }

    private void restart(int length, ScoreRegister scores, ServerOptions options) {
        server.close();
        server = serve(length, scores, options);
    }

    private static Server serve(int length, ScoreRegister scores, ServerOptions options) {
        byte[] text = new byte[length];
        new Random(length).nextBytes(text);
        XorTask task = new XorTask(XorText.of(text), XorTask.randomKeys(new Random(5)), scores);
        try {
            return new TcpTransport().serve(Endpoint.loopback(0), new XorService(task), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
