// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.ConnectionTotals;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.testkit.internal.Recorder;
import io.labnet.testkit.internal.Stall;
import io.labnet.testkit.internal.TestProtocols;
import io.labnet.testkit.internal.TestTimeout;
import io.labnet.testkit.internal.Traffic;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The tests for a transport's servers: timeouts, failures and connection limits, so that one bad client does not affect
 * the others. Extend it for your own transport; see also {@link TransportContract}, {@link FlowControlContract}, {@link
 * WorkContract} and {@link StopContract}.
 */
public abstract class ServerContract extends TransportFixture {
    private final Recorder recorder = new Recorder();

    /** Creates a suite. */
    protected ServerContract() {}

    @Test
    final void slowBytes_doNotExtendTheMessageDeadline() throws IOException {
        Server server = serveEcho(ServerOptions.defaults()
                .withMessageDeadline(Duration.ofMillis(300))
                .withListener(recorder));
        Connection client = connect(server, ConnectOptions.defaults().withReadTimeout(Duration.ofMillis(10)));
        long deadline = System.nanoTime() + TestTimeout.LIMIT.toNanos();
        int sent = 0;
        boolean ended = false;
        while (!ended && System.nanoTime() - deadline < 0 && sent < TestProtocols.MAX_BYTES) {
            try {
                write(client, "x");
                sent++;
                ended = client.read(ByteBuffer.allocate(1)) == Boundary.END;
            } catch (SocketTimeoutException e) {
                ended = false;
            } catch (IOException e) {
                ended = true;
            }
        }
        assertThat(ended).as("closed after %d bytes", sent).isTrue();
        assertThat(recorder.next()).isEqualTo("accepted");
        assertThat(recorder.next()).isEqualTo("timed out");
    }

    /** Tests a stalled server: the timeout expires before the loop reads the rest of the message. */
    @Test
    final void restThatArrivedDuringAStall_isReceived() throws IOException {
        Duration deadline = Duration.ofMillis(20);

        Stall stall = new Stall();
        Server server = serveStalled(stall, ServerOptions.defaults().withMessageDeadline(deadline));
        Connection client = connect(server);
        write(client, "in two ");
        stall.awaitBegin();
        write(client, "parts\n");
        stall.endAfter(deadline);
        assertThat(readLine(client)).isEqualTo("in two parts");
    }

    @Test
    final void requestThatArrivedDuringAStall_isReceived() throws IOException {
        Duration idle = Duration.ofMillis(100);
        CountDownLatch goOn = new CountDownLatch(1);
        Server server = serve(
                TestProtocols.LINES,
                () -> new Session<>() {
                    @Override
                    public void opened(Outbox<String> out) {
                        TestTimeout.await(goOn);
                    }

                    @Override
                    public void received(String line, Outbox<String> out) {
                        out.send(line);
                    }
                },
                ServerOptions.defaults().withIdle(idle));
        Connection client = connect(server);
        write(client, "hello\n");
        TestTimeout.pass(idle.multipliedBy(3));
        goOn.countDown();
        assertThat(readLine(client)).isEqualTo("hello");
    }

    @Test
    final void idlePeer_receivesLastMessageAndEnd() throws IOException {
        Server server = serve(
                TestProtocols.LINES,
                () -> new Session<>() {
                    @Override
                    public void received(String line, Outbox<String> out) {}

                    @Override
                    public void timedOut(Outbox<String> out) {
                        out.send("too slow");
                    }
                },
                ServerOptions.defaults().withIdle(Duration.ofMillis(50)).withListener(recorder));
        assertThat(readAll(connect(server))).isEqualTo("too slow\n");
        assertThat(recorder.next()).isEqualTo("accepted");
        assertThat(recorder.next()).isEqualTo("timed out");
    }

    @Test
    final void malformedInput_endsItsConversationOnly() throws IOException {
        Server server = serveEcho(ServerOptions.defaults().withListener(recorder));
        Connection good = connect(server);
        assertThat(recorder.next()).isEqualTo("accepted");
        Connection bad = connect(server);
        assertThat(recorder.next()).isEqualTo("accepted");
        write(bad, "fine\nbro\0ken\nignored\n");
        assertThat(readAll(bad)).isEqualTo("fine\n");
        assertThat(recorder.next()).isEqualTo("rejected: MALFORMED");
        write(good, "still served\n");
        assertThat(readLine(good)).isEqualTo("still served");
    }

    @Test
    final void measuredConnection_isCountedUntilItsEnd() throws IOException {
        Traffic traffic = new Traffic();
        Server server = serveEcho(ServerOptions.defaults().withListener(traffic));
        Connection client = connect(server);
        write(client, "hello\n");
        assertThat(readLine(client)).isEqualTo("hello");
        write(client, "you\n");
        assertThat(readLine(client)).isEqualTo("you");
        client.close();
        ConnectionTotals totals = traffic.awaitEnd();
        // A transport that encrypts has more bytes on the wire.
        assertThat(totals.receivedBytes()).isGreaterThanOrEqualTo(10).isEqualTo(traffic.receivedBytes.get());
        assertThat(totals.sentBytes()).isGreaterThanOrEqualTo(10).isEqualTo(traffic.sentBytes.get());
        assertThat(totals.messages()).isEqualTo(2).isEqualTo(traffic.messages.get());
        assertThat(totals.lived()).isPositive();
        assertThat(traffic.repliedRequests).hasValue(2);
    }

    @Test
    final void messageWithoutEnd_isRefusedAtTheLimit() throws IOException {
        Server server = serveEcho(ServerOptions.defaults().withListener(recorder));
        Connection client = connect(server);
        write(client, "x".repeat(1_000_000));
        assertThat(readAll(client)).isEmpty();
        assertThat(recorder.next()).isEqualTo("accepted");
        assertThat(recorder.next()).isEqualTo("rejected: TOO_LARGE");
    }

    @Test
    final void sessionThatFails_endsItsConversationOnly() throws IOException {
        Server server = serve(
                TestProtocols.LINES,
                () -> (line, out) -> {
                    if (line.equals("fail")) {
                        throw new IllegalStateException("on purpose");
                    }
                    out.send(line);
                },
                ServerOptions.defaults().withListener(recorder));
        Connection good = connect(server);
        assertThat(recorder.next()).isEqualTo("accepted");
        Connection bad = connect(server);
        assertThat(recorder.next()).isEqualTo("accepted");
        write(bad, "fail\n");
        assertThat(recorder.next()).isEqualTo("failed: on purpose");
        assertThat(recorder.next()).isEqualTo("broken");
        write(good, "still served\n");
        assertThat(readLine(good)).isEqualTo("still served");
    }

    @Test
    final void serviceThatFails_affectsOneConnection() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        Server server = serve(
                peer -> {
                    if (calls.getAndIncrement() == 0) {
                        throw new IllegalStateException("no session");
                    }
                    return new Conversation<>(
                            TestProtocols.LINES, (line, out) -> out.send(line + " from " + peer.host()));
                },
                ServerOptions.defaults().withListener(recorder));
        try {
            connect(server).close();
        } catch (IOException e) {
            // The server may close the connection before the client has finished connecting.
            assertThat(e).isInstanceOf(SocketException.class);
        }
        assertThat(recorder.next()).isEqualTo("failed: no session");
        Connection second = connect(server);
        write(second, "hello\n");
        assertThat(readLine(second)).isEqualTo("hello from " + server.endpoint().host());
    }

    @Test
    final void resetByPeer_isReportedAndAffectsNobodyElse() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        Server server = serve(
                TestProtocols.LINES,
                () -> new Session<>() {
                    @Override
                    public void received(String line, Outbox<String> out) {
                        out.send(line);
                    }

                    @Override
                    public void closed() {
                        closed.countDown();
                    }
                },
                ServerOptions.defaults().withListener(recorder));
        Connection client = connect(server);
        write(client, "hello\n");
        assertThat(readLine(client)).isEqualTo("hello");
        client.abort();
        TestTimeout.await(closed);
        assertThat(recorder.next()).isEqualTo("accepted");
        assertThat(recorder.next()).isEqualTo(detectsResets() ? "broken" : "closed");
        Connection next = connect(server);
        write(next, "next\n");
        assertThat(readLine(next)).isEqualTo("next");
    }

    @Test
    final void connectionsBeyondTheLimit_areClosedImmediately() throws IOException {
        checkLimit(ServerOptions.defaults().withMaxConnections(2), "the limit of 2 connections is reached");
    }

    @Test
    final void connectionsOfOneAddressBeyondItsLimit_areClosedImmediately() throws IOException {
        checkLimit(
                ServerOptions.defaults().withMaxConnectionsPerHost(2),
                "the limit of 2 connections from one address is reached");
    }

    @Test
    final void listenerThatFails_changesNothing() throws IOException {

        ServerListener failing = (ServerListener) Proxy.newProxyInstance(
                ServerListener.class.getClassLoader(), new Class<?>[] {ServerListener.class}, (self, event, about) -> {
                    throw new IllegalStateException("on purpose: " + event.getName());
                });
        Connection client = connect(serveEcho(ServerOptions.defaults().withListener(failing)));
        write(client, "served all the same\n");
        assertThat(readLine(client)).isEqualTo("served all the same");
    }

    private void checkLimit(ServerOptions options, String limit) throws IOException {
        Server server = serveEcho(options.withListener(recorder));
        Connection first = connect(server);
        Connection second = connect(server);
        assertThat(recorder.next()).isEqualTo("accepted");
        assertThat(recorder.next()).isEqualTo("accepted");
        assertClosedImmediately(server);
        assertThat(recorder.next()).isEqualTo("refused: " + limit);
        first.close();
        assertThat(recorder.next()).isEqualTo("closed");
        Connection third = connect(server);
        write(third, "room again\n");
        assertThat(readLine(third)).isEqualTo("room again");
        write(second, "all the time\n");
        assertThat(readLine(second)).isEqualTo("all the time");
    }

    private void assertClosedImmediately(Server server) throws IOException {
        try {
            assertThat(readAll(connect(server))).isEmpty();
        } catch (SocketException e) {
            // A transport that begins with a handshake can't connect.
            assertThat(e).hasMessageContaining("handshake");
        }
    }
}
