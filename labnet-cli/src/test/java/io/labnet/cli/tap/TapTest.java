// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.fault.FaultPlan;
import io.labnet.core.transport.fault.FaultTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tap between a server and a client that are plain sockets. */
class TapTest {
    private static final int PATIENCE_MILLIS = 90_000;

    private final List<CompletableFuture<?>> servers = new ArrayList<>();
    private ServerSocket listener;

    /** What a server does with a connection. */
    private interface Service {
        void serve(Socket client) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        listener.close();
        for (CompletableFuture<?> server : servers) {
            server.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void serve(Service service) {
        servers.add(CompletableFuture.runAsync(() -> {
            try (Socket client = listener.accept()) {
                client.setSoTimeout(PATIENCE_MILLIS);
                service.serve(client);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private RunningTap tap(String protocol, int connections) throws IOException {
        return new RunningTap(protocol, Endpoint.loopback(listener.getLocalPort()), connections);
    }

    private static Socket connect(RunningTap tap) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), tap.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void rightConversation_isPassedOnAndShown() throws Exception {
        serve(client -> {
            byte[] request = client.getInputStream().readNBytes(43);
            assertThat(new String(request, StandardCharsets.US_ASCII)).endsWith("25}");
            client.getOutputStream().write(bytes("{\"server_name\": \"S\", \"server_number\": 10, \"sum\": 35}"));
        });
        try (RunningTap tap = tap("numbers", 1);
                Socket client = connect(tap)) {
            client.getOutputStream().write(bytes("{\"client_name\": \"Ada\", \"client_number\": 25}"));
            assertThat(client.getInputStream().readAllBytes()).hasSize(52);
            client.shutdownOutput();
            assertThat(tap.end())
                    .contains("[1] +0.000 127.0.0.1:" + client.getLocalPort() + " connected to 127.0.0.1:")
                    .contains("the server ended its output first")
                    .contains("verdict: no rule was broken");
        }
    }

    @Test
    void guiltySide_isNamedWithTheRule() throws Exception {
        serve(client -> client.getInputStream().read());
        try (RunningTap tap = tap("xor", 1);
                Socket client = connect(tap)) {
            client.getOutputStream().write(bytes("GET / HTTP/1.1\r\n\r\n"));
            assertThat(catchThrowable(() -> client.getInputStream().read()))
                    .satisfiesAnyOf(reset -> assertThat(reset).isInstanceOf(IOException.class), end -> assertThat(end)
                            .isNull());
            client.shutdownOutput();
            assertThat(tap.end())
                    .contains("verdict: the client broke a rule first: the flag is 18245")
                    .contains("likely cause: an HTTP client (xor-1.1)")
                    .contains("'labnet explain xor-1.1' shows this rule");
        }
    }

    @Test
    void resetInTheMiddle_isJudgedAsAnEnd() throws Exception {
        serve(client -> {
            client.getInputStream().readNBytes(43);
            client.getOutputStream().write(bytes("{\"server_name\": "));
            client.setSoLinger(true, 0);
        });
        try (RunningTap tap = tap("numbers", 1);
                Socket client = connect(tap)) {
            client.getOutputStream().write(bytes("{\"client_name\": \"Ada\", \"client_number\": 25}"));
            assertThatThrownBy(() -> client.getInputStream().readAllBytes()).hasMessage("Connection reset");
            assertThat(tap.end())
                    .contains("server reset the connection")
                    .contains("verdict: the server broke a rule first: ");
        }
    }

    @Test
    void endOfTheClientsOutput_isPassedOnAlone() throws Exception {
        serve(client -> {
            assertThat(client.getInputStream().readAllBytes()).hasSize(3);
            client.getOutputStream().write(bytes("reply"));
        });
        try (RunningTap tap = tap("grades", 1);
                Socket client = connect(tap)) {
            client.getOutputStream().write(bytes("abc"));
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes("reply"));
            tap.end();
        }
    }

    @Test
    void endOfTheServersOutput_isPassedOnAlone() throws Exception {
        CompletableFuture<byte[]> late = new CompletableFuture<>();
        serve(client -> {
            client.shutdownOutput();
            late.complete(client.getInputStream().readAllBytes());
        });
        try (RunningTap tap = tap("grades", 1);
                Socket client = connect(tap)) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            client.getOutputStream().write(bytes("late"));
            client.shutdownOutput();
            assertThat(late.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(bytes("late"));
            tap.end();
        }
    }

    @Test
    void resetOfTheServer_resetsTheClient() throws Exception {
        serve(client -> {
            assertThat(client.getInputStream().read()).isEqualTo('1');
            client.setSoLinger(true, 0);
        });
        try (RunningTap tap = tap("grades", 1);
                Socket client = connect(tap)) {
            client.getOutputStream().write('1');
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
            assertThat(tap.end()).contains("closed: the server reset the connection");
        }
    }

    @Test
    void resetOfTheClient_resetsTheServer() throws Exception {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        serve(client ->
                seen.complete(catchThrowable(() -> client.getInputStream().readAllBytes())));
        try (RunningTap tap = tap("grades", 1)) {
            Socket client = connect(tap);
            client.getOutputStream().write(1);
            client.setSoLinger(true, 0);
            client.close();
            assertThat(seen.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isInstanceOf(IOException.class);
            assertThat(tap.end()).contains("closed: the client reset the connection");
        }
    }

    @Test
    void manyBytes_passInBothDirectionsAtOnce() throws Exception {
        byte[] sent = new byte[4 * 1024 * 1024];
        new Random(1).nextBytes(sent);
        serve(client -> client.getInputStream().transferTo(client.getOutputStream()));
        try (RunningTap tap = tap("xor", 1);
                Socket client = connect(tap)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    OutputStream out = client.getOutputStream();
                    out.write(sent);
                    client.shutdownOutput();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            InputStream in = client.getInputStream();
            assertThat(in.readAllBytes()).isEqualTo(sent);
            writing.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            tap.end();
        }
    }

    @Test
    void connections_areIndependent() throws Exception {
        serve(client -> assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes("one")));
        serve(client -> assertThat(client.getInputStream().readAllBytes()).hasSize(3));
        try (RunningTap tap = tap("grades", 2);
                Socket first = connect(tap);
                Socket second = connect(tap)) {
            second.getOutputStream().write(bytes("one"));
            second.shutdownOutput();
            first.getOutputStream().write(bytes("one"));
            first.shutdownOutput();
            assertThat(tap.end())
                    .containsPattern("\\[1\\] \\S+ closed")
                    .containsPattern("\\[2\\] \\S+ closed")
                    .contains("[1] verdict: ", "[2] verdict: ");
        }
    }

    @Test
    void missingServer_resetsTheClient() throws Exception {
        int free = listener.getLocalPort();
        listener.close();
        try (RunningTap tap = new RunningTap("grades", Endpoint.loopback(free), 1);
                Socket client = connect(tap)) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
            assertThat(tap.end()).contains("closed: the tap cannot connect to 127.0.0.1:" + free);
        }
    }

    @Test
    void close_endsARunningConnection() throws Exception {
        serve(client -> {
            Throwable unused = catchThrowable(() -> client.getInputStream().readAllBytes());
        });
        RunningTap tap = tap("grades", 10);
        try (Socket client = connect(tap)) {
            client.getOutputStream().write(1);
            client.setSoTimeout(PATIENCE_MILLIS);
            // Once the server has the byte, the connection is relayed.
            while (!tap.out().contains("client:")) {
                Thread.onSpinWait();
            }
            tap.close();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void faults_areAddedToTheServersConnection() throws Exception {
        serve(client -> {
            Throwable unused = catchThrowable(() -> client.getInputStream().readAllBytes());
        });
        FaultTransport resetting = new FaultTransport(new TcpTransport(), FaultPlan.parse("reset=2", 1));
        Endpoint to = Endpoint.loopback(listener.getLocalPort());
        try (RunningTap tap = new RunningTap("grades", resetting, to, 1, null);
                Socket client = connect(tap)) {
            client.getOutputStream().write(bytes("1234567"));
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
            assertThat(tap.end()).contains("reset on purpose");
        }
    }
}
