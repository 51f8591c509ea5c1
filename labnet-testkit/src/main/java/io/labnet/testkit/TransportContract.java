// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.testkit.internal.Background;
import io.labnet.testkit.internal.Stall;
import io.labnet.testkit.internal.TestProtocols;
import io.labnet.testkit.internal.TestTimeout;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The tests for how a transport carries the bytes of a connection. Extend it for your own transport; see also {@link
 * ConnectionContract} for its clients and {@link ServerContract} for its servers.
 */
public abstract class TransportContract extends TransportFixture {
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    /** Creates a suite. */
    protected TransportContract() {}

    @Test
    final void echo_wholeTextAndByteByByte_returnsTheSame() throws IOException {
        Connection client = connectToEcho();
        String text = "one byte at a time\nand another line\n";
        write(client, text);
        assertThat(read(client, text.length())).isEqualTo(text);
        for (int i = 0; i < text.length(); i++) {
            write(client, text.substring(i, i + 1));
        }
        assertThat(read(client, text.length())).isEqualTo(text);
    }

    @Test
    final void server_sendsFirst_clientReceives() throws IOException {
        Server server = serve(TestProtocols.LINES, () -> new Session<>() {
            @Override
            public void opened(Outbox<String> out) {
                out.send("welcome");
            }

            @Override
            public void received(String line, Outbox<String> out) {}
        });
        assertThat(readLine(connect(server))).isEqualTo("welcome");
    }

    @Test
    final void echo_tenMegabytes_passBothWaysAtTheSameTime() throws Exception {
        Server server = serve(TestProtocols.PIECES, () -> (piece, out) -> out.send(piece));
        Connection client = connect(server);
        byte[] sent = new byte[TEN_MEGABYTES];
        new Random(1).nextBytes(sent);
        Background writing = new Background(() -> {
            client.write(ByteBuffer.wrap(sent));
            client.finish();
        });
        ByteBuffer received = ByteBuffer.allocate(TEN_MEGABYTES + 1);
        fill(client, received);
        assertThat(writing.outcome()).isNull();
        assertThat(received.flip()).isEqualTo(ByteBuffer.wrap(sent));
    }

    @Test
    final void halfClose_byClient_clientReceivesTheReply() throws IOException {
        Server server = serve(TestProtocols.LINES, () -> new Session<>() {
            private final StringBuilder received = new StringBuilder();

            @Override
            public void received(String line, Outbox<String> out) {
                received.append(line);
            }

            @Override
            public void inputEnded(Outbox<String> out) {
                out.send("received " + received);
                out.finish();
            }
        });
        Connection client = connect(server);
        write(client, "a\nb\n");
        client.finish();
        assertThat(readAll(client)).isEqualTo("received ab\n");
        assertThatThrownBy(() -> write(client, "more")).isInstanceOf(IOException.class);
    }

    @Test
    final void halfClose_byServer_clientCanStillWrite() throws IOException {
        Server server = serve(TestProtocols.LINES, () -> new Session<>() {
            @Override
            public void opened(Outbox<String> out) {
                out.send("bye");
                out.finish();
            }

            @Override
            public void received(String line, Outbox<String> out) {}
        });
        Connection client = connect(server);
        assertThat(readAll(client)).isEqualTo("bye\n");
        write(client, "too late\n");
        client.finish();
    }

    @Test
    final void orderlyClose_withInputUnread_losesNoReply() throws Exception {
        String reply = "r".repeat(TestProtocols.MAX_BYTES);
        Server server = serve(TestProtocols.LINES, () -> (line, out) -> {
            out.send(reply);
            out.finish();
        });
        for (int i = 0; i < 30; i++) {
            Connection client = connect(server);
            // The server replies to the first line, and closes while the rest is unread.
            write(client, "request\n" + "\n".repeat(5000) + "x".repeat(50_000));
            assertThat(readAll(client)).isEqualTo(reply + "\n");
            client.close();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // Passes null on purpose.
    final void transport_nullArgument_isNamed() {
        Endpoint at = anywhere();
        assertThatThrownBy(() -> transport().connect(null)).hasMessage("to");
        assertThatThrownBy(() -> transport().connect(at, null)).hasMessage("options");
        assertThatThrownBy(() -> transport().serve(null, peer -> null)).hasMessage("at");
        assertThatThrownBy(() -> transport().serve(at, null)).hasMessage("service");
        assertThatThrownBy(() -> transport().serve(at, peer -> null, null)).hasMessage("options");
    }

    @Test
    final void connect_toClosedServer_isRefused() throws IOException {
        Server server = serveEcho();
        Endpoint free = server.endpoint();
        server.close();
        assertThatThrownBy(() -> transport().connect(free)).isInstanceOf(ConnectException.class);
    }

    @Test
    final void serve_onUsedEndpoint_isRefused() throws IOException {
        Server server = serveEcho();
        assertThatThrownBy(() -> transport().serve(server.endpoint(), peer -> null))
                .isInstanceOf(BindException.class);
        Connection client = connect(server);
        write(client, "the first continues\n");
        assertThat(readLine(client)).isEqualTo("the first continues");
    }

    @Test
    final void pause_isReportedOnce() throws IOException {
        Server server = serve(TestProtocols.BURSTS, () -> (text, out) -> out.send("[" + text + "]"));
        Connection client = connect(server);
        write(client, "abc");
        client.pause();
        assertThat(read(client, 5)).isEqualTo("[abc]");
        write(client, "de");
        client.pause();
        assertThat(read(client, 4)).isEqualTo("[de]");
        client.finish();
        assertThat(readAll(client)).isEmpty();
    }

    @Test
    final void pause_duringAStall_isNotReported() throws IOException {
        Duration quiet = Duration.ofMillis(100);

        Stall stall = new Stall();
        Server server = serve(
                stall.of(TestProtocols.BURSTS),
                () -> (text, out) -> out.send("[" + text + "]"),
                ServerOptions.defaults().withQuiet(quiet).withLoops(1));
        Connection client = connect(server);
        write(client, "a");
        stall.awaitBegin();
        write(client, "b");
        // The stalled loop can't check its clock until the quiet time has passed.
        stall.endAfter(quiet);
        client.pause();
        assertThat(read(client, 4)).isEqualTo("[ab]");
    }

    @Test
    final void flush_delaysTheRest() throws IOException {
        // The delay is so long that even a slow client receives the first part alone.
        Connection client = connect(serveFlushing(TestTimeout.LIMIT));
        write(client, "both\n");
        ByteBuffer buffer = ByteBuffer.allocate(100);
        assertThat(client.read(buffer)).isEqualTo(Boundary.MORE);
        assertThat(buffer.position()).isEqualTo("token\n".length());
    }

    @Test
    final void flush_sendsTheRestAfterTheDelay() throws IOException {
        Connection client = connect(serveFlushing(Duration.ofMillis(1)));
        write(client, "both\n");
        assertThat(readAll(client)).isEqualTo("token\nkey\n");
    }

    private Server serveFlushing(Duration flushDelay) throws IOException {
        return serve(
                TestProtocols.LINES,
                () -> (line, out) -> {
                    out.send("token");
                    out.flush();
                    out.send("key");
                    out.finish();
                },
                ServerOptions.defaults().withFlushDelay(flushDelay));
    }
}
