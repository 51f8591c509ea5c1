// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that a byte session that throws from any method loses only its connection, and that the server can still stop.
 */
class FailingByteSessionTest {
    private final MemoryTransport transport = new MemoryTransport();
    private final RecordingListener listener = new RecordingListener();
    private final RecordingSession session = new RecordingSession();
    private final AtomicInteger disconnections = new AtomicInteger();
    private volatile String failing = "none";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open",
                "unsent",
                "flushPending",
                "wantsInput",
                "closing",
                "takeWork",
                "messages",
                "midMessage",
                "rejection",
                "idle",
                "disconnected"
            })
    void anyMethodThrows_onlyConnectionEnds(String method) throws Exception {
        failing = method;
        Server server = serve();
        try (Connection client = transport.connect(server.endpoint())) {
            awaitEnd(client);
        }
        server.stop(Duration.ZERO).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(disconnections).hasValue(1);
        assertThat(listener.events).containsOnlyOnce("failed on purpose");
        assertThat(listener.events).last().asString().startsWith("closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flushPending", "midMessage", "closing", "messages"})
    void methodThrowsAtItsEvent_otherConnectionsContinue(String method) throws Exception {
        session.on("opened", out -> out.send("ready"));
        TcpTransport tcp = new TcpTransport();
        AtomicInteger connections = new AtomicInteger();
        ServerOptions options = ServerOptions.defaults().withLoops(1).withListener(listener);
        try (Server server = tcp.serve(
                        Endpoint.loopback(0),
                        peer -> connections.getAndIncrement() == 0 ? failing(conversation()) : echo(),
                        options);
                Connection failed = tcp.connect(server.endpoint())) {
            failed.read(ByteBuffer.allocate(5));
            try (Connection other = tcp.connect(server.endpoint())) {
                failing = method;
                failed.write(ByteBuffer.wrap("b\n".getBytes(StandardCharsets.US_ASCII)));
                awaitEnd(failed);
                other.write(ByteBuffer.wrap("c\n".getBytes(StandardCharsets.US_ASCII)));
                ByteBuffer reply = ByteBuffer.allocate(1);
                other.read(reply);
                assertThat(reply.array()).containsExactly('c');
            }
        }
        assertThat(listener.events).containsOnlyOnce("failed on purpose");
        assertThat(disconnections).hasValue(1);
    }

    private static ByteSession echo() {
        return new Conversation<String, String>(ToyProtocols.LINES, (line, out) -> out.send(line));
    }

    @Test
    void throwsAfterWork_connectionEnds() {
        Queue<Runnable> work = new ArrayDeque<>();
        session.on("opened", out -> out.work(() -> 1, (one, then) -> then.send("1"), (e, then) -> then.abort()));
        ManualServer server = new ManualServer(
                peer -> failing(conversation()),
                ServerOptions.defaults().withWorkers(work::add).withListener(listener));
        ManualLoop loop = new ManualLoop(server);
        server.begin(loop, new Peer("peer", 1), server.host(), new ManualWire());
        failing = "flushPending";
        work.remove().run();
        loop.runTasks();
        assertThat(listener.events).containsExactly("accepted", "failed on purpose", "closed by on purpose");
        assertThat(disconnections).hasValue(1);
        assertThat(server.left).isOne();
    }

    private static void awaitEnd(Connection client) {
        try {
            client.finish();
            ByteBuffer buffer = ByteBuffer.allocate(100);
            while (client.read(buffer) != Boundary.END) {
                buffer.clear();
            }
        } catch (IOException e) {
            // A broken connection has ended, too.
            return;
        }
    }

    private Server serve() throws Exception {
        ServerOptions options = ServerOptions.defaults().withListener(listener);
        return transport.serve(new Endpoint("failing", 0), peer -> failing(conversation()), options);
    }

    private ByteSession conversation() {
        return new Conversation<>(ToyProtocols.LINES, session);
    }

    private ByteSession failing(ByteSession whole) {
        return (ByteSession) Proxy.newProxyInstance(
                ByteSession.class.getClassLoader(),
                new Class<?>[] {ByteSession.class},
                (proxy, method, arguments) -> call(whole, method, arguments));
    }

    private @Nullable Object call(ByteSession whole, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("disconnected")) {
            disconnections.incrementAndGet();
        }
        if (method.getName().equals(failing)) {
            throw new IllegalStateException("on purpose");
        }
        try {
            return method.invoke(whole, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
