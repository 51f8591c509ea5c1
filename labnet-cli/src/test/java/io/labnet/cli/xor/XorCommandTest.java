// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorPacketCodec;
import io.labnet.xorproto.XorResult;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XorCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server --port 70000 | --port 70000 is not within 0 to 65535",
                "server --words -1 | --words -1 is not within 0 to 10000000",
                "server --words 10000001 | --words 10000001 is not within 0 to 10000000",
                "server --key tre | --key 'tre' is not 4 lower-case letters",
                "server --key Tree | --key 'Tree' is not 4 lower-case letters",
                "server --seed x | --seed 'x' is not a whole number within -9223372036854775808 to",
                "server --text a --words 3 | mutually exclusive",
                "client | Missing required option: '--studentID=ID'",
                "client --studentID=x | --studentID 'x' is not a whole number within 0 to 4294967295",
                "client --studentID=-1 | --studentID -1 is not within 0 to 4294967295",
                "client --studentID=4294967296 | --studentID 4294967296 is not within 0 to 4294967295",
                "client --studentID=20201234 --port=70000 | --port 70000 is not within 1 to 65535",
                "client --studentID=20201234 --keyword=sbm | --keyword 'sbm' is not 4 lower-case ASCII letters",
                "client --studentID=20201234 --keyword=TEST | --keyword 'TEST' is not 4 lower-case ASCII letters",
                "client --studentID=20201234 --max-text=0 | --max-text 0 is not within 1 to 2147483647 MiB",
                "client --studentID=20201234 --checksum=crc | '--checksum': 'crc' is not one of auto, rfc, swapped",
            })
    void misuse_isExplainedInALine(String args, String problem) {
        xor(args).misused(problem);
    }

    @Test
    void fallback_isReported() throws IOException {
        try (Server server = serveSwappedOnly(new XorResult(true, 50, "fine"))) {
            CommandRun run = xor(
                    "client --studentID=20201234 --port=" + server.endpoint().port());

            assertThat(run.exited(0).out()).isEqualTo(lines("KEY: GOOD", "Score: 50", "Message: fine"));
            assertThat(run.errorLines())
                    .containsExactly("the server refused the request with the checksum of RFC 1071 (bad checksum), "
                            + "so it was sent again byte-swapped");
        }
    }

    @Test
    void reset_isReported() throws IOException {
        XorPacketCodec codec = XorPacketCodec.of(ChecksumForm.RFC_1071);
        Protocol<XorPacket, XorPacket> protocol = new Protocol<>("resets", () -> codec, codec, XorPacket.MAX_BYTES);
        ServerOptions silent = ServerOptions.defaults().withListener(ServerListener.SILENT);
        try (Server server = new TcpTransport()
                .serve(
                        Endpoint.loopback(0),
                        peer -> new Conversation<>(protocol, (packet, out) -> out.abort()),
                        silent)) {
            CommandRun run = xor(
                    "client --studentID=20201234 --port=" + server.endpoint().port());

            assertThat(run.exited(1).errorLines().get(0))
                    .startsWith("the request with the checksum of RFC 1071 got no reply (the connection was lost (")
                    .contains("reset", "so it was sent again byte-swapped");
        }
    }

    @Test
    void otherServerFailure_isReported() throws IOException {
        byte[] other = new XorPacket(true, "tree", 99).encode();
        CompletableFuture<Integer> clients;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            clients = CompletableFuture.supplyAsync(() -> answerEach(server, out -> out.write(other)));

            xor("client --studentID=20201234 --port=" + server.getLocalPort())
                    .failed("a packet has the sid 99, not the student id 20201234 (xor-3.1)");
        }
        assertThat(clients.join()).isEqualTo(1);
    }

    @Test
    void failResult_isFailureAndEscaped() throws IOException {
        try (Server server = serveSwappedOnly(new XorResult(false, 20, "\u001b[31mtoo short"))) {
            CommandRun run = xor("client --studentID=20201234 --checksum=swapped --port="
                    + server.endpoint().port());

            assertThat(run.exited(1).out()).isEqualTo(lines("KEY: FAIL", "Score: 20", "Message: \\x1b[31mtoo short"));
            assertThat(run.errorLines()).containsExactly("labnet xor client: the result is FAIL, with a score of 20");
        }
    }

    @Test
    void failedRegistration_isPrintedAndAFailure() throws IOException {
        XorResult unregistered =
                new XorResult(true, 50, "DECRYPTED DATA MATCH, REGISTRATION FAILED: A STUDENT ID HAS 8 DIGITS, NOT 7");
        try (Server server = serveSwappedOnly(unregistered)) {
            CommandRun run = xor("client --studentID=7 --checksum=swapped --port="
                    + server.endpoint().port());

            assertThat(run.exited(1).out())
                    .isEqualTo(lines("KEY: GOOD", "Score: 50", "Message: " + unregistered.message()));
            assertThat(run.errorLines())
                    .containsExactly("labnet xor client: the score of 50 was not registered, see the message");
        }
    }

    @Test
    void endlessText_isFailureAtLimit() throws IOException {
        byte[] packet = new XorPacket(false, "tree", 20201234, new byte[9_984]).encode();
        CompletableFuture<Integer> clients;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            clients = CompletableFuture.supplyAsync(() -> answerEach(server, out -> {
                while (true) {
                    out.write(packet);
                }
            }));

            xor("client --studentID=20201234 --max-text=1 --port=" + server.getLocalPort())
                    .failed("the text exceeds the limit of 1048576 bytes: 105 packets of the text had arrived,"
                            + " but no last packet (flag 1) (xor-3.2); --max-text allows more");
        }
        assertThat(clients.join()).isEqualTo(1);
    }

    @Test
    void oddText_getsWarning() throws IOException {
        Path odd = Files.writeString(folder.resolve("odd.txt"), "hello");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run =
                    xor("server --port=" + taken.getLocalPort(), "--text=" + odd, "--db=" + folder.resolve("s.db"));

            assertThat(run.errorLines().get(0))
                    .startsWith(
                            "warning: the text has 5 bytes, an odd number: many programs then send a wrong checksum");
        }
    }

    /** What a server sends. */
    private interface Answer {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Sends every client the same reply until the server is closed. Returns the number of clients. */
    private static int answerEach(ServerSocket server, Answer answer) {
        for (int clients = 0; ; clients++) {
            Socket client;
            try {
                client = server.accept();
            } catch (IOException closed) {
                return clients;
            }
            try (client) {
                Thread reader = new Thread(() -> readAll(client));
                client.getInputStream().readNBytes(XorPacket.HEADER_BYTES);
                reader.start();
                answer.writeTo(client.getOutputStream());
                reader.join();
            } catch (IOException | InterruptedException gone) {
                // The client has left; the next one is sent the same.
            }
        }
    }

    private static void readAll(Socket client) {
        try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException reset) {
            return;
        }
    }

    private static Server serveSwappedOnly(XorResult result) throws IOException {
        XorPacketCodec codec = XorPacketCodec.of(ChecksumForm.BYTE_SWAPPED);
        Protocol<XorPacket, XorPacket> protocol = new Protocol<>("swapped", () -> codec, codec, XorPacket.MAX_BYTES);
        // Its log would stand among the errors of the client, which runs in this process.
        ServerOptions silent = ServerOptions.defaults().withListener(ServerListener.SILENT);
        return new TcpTransport()
                .serve(
                        Endpoint.loopback(0),
                        peer -> new Conversation<>(protocol, new Session<>() {
                            @Override
                            public void received(XorPacket request, Outbox<XorPacket> out) {
                                out.send(result.packet());
                                out.finish();
                            }

                            @Override
                            public void rejected(ProtocolException problem, Outbox<XorPacket> out) {
                                out.send(new XorResult(false, 0, "bad checksum").packet());
                            }
                        }),
                        silent);
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static CommandRun xor(String line, String... more) {
        return CommandRun.labnet("xor " + line, more);
    }
}
