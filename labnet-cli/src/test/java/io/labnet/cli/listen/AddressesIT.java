// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.compute.NameUuid;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that deny addresses, or are behind a balancer. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class AddressesIT {
    private static final String HEADER = "PROXY TCP4 198.51.100.7 192.0.2.1 56324 443\r\n";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", " --metrics=0"})
    void proxyHeader_namesClientOnConsole(String metrics) throws Exception {
        try (ChildProcess server = ChildProcess.labnet(
                "numbers server --port=0 --keep-running --proxy-protocol=10.0.0.1,127.0.0.0/8" + metrics)) {
            String reply = server.exchange(HEADER + "{\"client_name\": \"x\", \"client_number\": 5}");
            assertThat(reply).contains("server_number");
            server.awaitLine(Pattern.compile(".*Connection accepted from \\('198\\.51\\.100\\.7', 56324\\)"));
            assertThat(server.exchange("{}")).isEmpty();
            server.awaitErrorLine(Pattern.compile(".* 127\\.0\\.0\\.1:\\d+ \\(connection 2\\) rejected: MALFORMED at"
                    + " offset 0: not the beginning of a PROXY header; likely cause: the balancer sends no header.*"));
        }
    }

    @Test
    void proxyHeader_ofOtherAddress_isExplained() throws Exception {
        try (ChildProcess server = ChildProcess.labnet("compute server --port=0 --proxy-protocol=10.0.0.1")) {
            assertThat(server.exchange(HEADER)).startsWith("ERROR ");
            server.awaitErrorLine(Pattern.compile(
                    ".* 127\\.0\\.0\\.1:.*likely cause: the PROXY header of a balancer whose address is not among the"
                            + " trusted proxies.*"));
        }
    }

    /** The server tells clients of the same name apart by their addresses. */
    @Test
    void proxyHeader_namesSecondClientOfSameName() throws Exception {
        try (ChildProcess server = ChildProcess.labnet("compute server --port=0 --proxy-protocol=127.0.0.1")) {
            try (Socket first = server.connect();
                    Socket second = server.connect()) {
                assertThat(uuid(first, HEADER)).isEqualTo("" + NameUuid.of("Client1"));
                assertThat(uuid(second, HEADER.replace("56324", "56325")))
                        .isEqualTo("" + NameUuid.of("Client1@198.51.100.7:56325"));
            }
        }
    }

    /** Sends a name, and returns the UUID that the server sends. */
    private static String uuid(Socket client, String header) throws IOException {
        client.getOutputStream().write((header + "Client1").getBytes(StandardCharsets.US_ASCII));
        return new String(client.getInputStream().readNBytes(36), StandardCharsets.US_ASCII);
    }

    @Test
    void deniedAddress_isRefusedUntilFileChanges() throws Exception {
        Path list = Files.writeString(directory.resolve("deny.txt"), "# scanners\n10.0.0.0/8\n127.0.0.1 # this one\n");
        try (ChildProcess server = ChildProcess.labnet("numbers server --port=0 --keep-running", "--deny=" + list)) {
            assertThat(isServed(server)).isFalse();
            server.awaitErrorLine(Pattern.compile(".* 127\\.0\\.0\\.1:\\d+ refused: its address is on the deny list"));

            Files.writeString(list, "10.0.0.0/8\nlocalhost\n");
            server.awaitErrorLine(
                    Pattern.compile("warning: the deny list .*deny\\.txt is not used: line 2: 'localhost' is"
                            + " neither an IP address nor a network .*; the addresses read before stay denied"));
            assertThat(isServed(server)).isFalse();

            Files.writeString(list, "10.0.0.0/8\n");
            await().atMost(ChildProcess.PATIENCE).until(() -> isServed(server));
            assertThat(server.err()).contains("deny.txt was read again");
        }
    }

    @Test
    void unusableDenyList_preventsStart() throws Exception {
        Path list = directory.resolve("deny.txt");
        assertThat(CommandRun.labnet("numbers server --port=0", "--deny=" + list)
                        .failure())
                .isEqualTo("cannot use the deny list " + list + ": there is no such file");
        Files.writeString(list, "\n::/129\n");
        assertThat(CommandRun.labnet("numbers server --port=0", "--deny=" + list)
                        .failure())
                .isEqualTo("cannot use the deny list " + list
                        + ": line 2: '::/129': the number after '/' must be 0 to 128");
    }

    private static boolean isServed(ChildProcess server) throws IOException {
        try {
            return server.exchange("{\"client_name\": \"x\", \"client_number\": 5}")
                    .contains("server_number");
        } catch (SocketException reset) {
            return false;
        }
    }
}
