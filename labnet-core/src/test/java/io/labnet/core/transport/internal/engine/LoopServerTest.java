// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopServerTest {
    private final RecordingSession session = new RecordingSession();
    private final RecordingListener listener = new RecordingListener();
    private final ManualServer server = new ManualServer(
            peer -> new Conversation<>(ToyProtocols.LINES, session),
            ServerOptions.defaults().withListener(listener).withMaxConnections(1));
    private final ManualLoop loop = new ManualLoop(server);
    private final ManualWire wire = new ManualWire();

    @Test
    void begin_opensConversation() {
        server.begin(loop, new Peer("peer", 1), server.host(), wire);
        assertThat(session.events).containsExactly("opened");
        assertThat(listener.events).containsExactly("accepted");
    }

    @Test
    void begin_afterStop_closesAdmittedConnection() {
        server.stop(Duration.ofMinutes(1));
        server.begin(loop, new Peer("peer", 1), server.host(), wire);
        // It was admitted before the stop, but its loop has already stopped its links.
        assertThat(wire.done).containsExactly("close");
        assertThat(server.left).isOne();
        assertThat(session.events).isEmpty();
        assertThat(listener.events).isEmpty();
    }

    @Test
    void begin_serviceReturnsNull_closesConnection() {
        ManualServer careless =
                new ManualServer(peer -> null, ServerOptions.defaults().withListener(listener));
        careless.begin(new ManualLoop(careless), new Peer("peer", 1), careless.host(), wire);
        assertThat(listener.events).containsExactly("failed the service made no session");
        assertThat(wire.done).containsExactly("abort");
        assertThat(careless.left).isOne();
    }

    @Test
    void stop_notifiesListenerOnce() {
        AtomicInteger calls = new AtomicInteger();
        ServerListener counting = new ServerListener() {
            @Override
            public void stopping() {
                calls.incrementAndGet();
            }
        };
        ManualServer brief = new ManualServer(
                peer -> conversation(), ServerOptions.defaults().withListener(counting));
        brief.stop(Duration.ZERO);
        brief.stop(Duration.ZERO);
        assertThat(calls).hasValue(1);
    }

    @Test
    void admit_whileStopping_closesWithoutReport() {
        server.stop(Duration.ZERO);
        server.admit("peer", 1, wire);
        assertThat(wire.done).containsExactly("close");
        assertThat(listener.events).isEmpty();
    }

    @Test
    void stop_negativeDrain_throws() {
        assertThatThrownBy(() -> server.stop(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
        assertThat(server.stopping()).isFalse();
    }

    @Test
    void stop_unlimitedDrain_isAccepted() throws Exception {
        MemoryTransport transport = new MemoryTransport();
        Server patient = transport.serve(new Endpoint("patient", 0), peer -> conversation());
        patient.stop(Duration.ofSeconds(Long.MAX_VALUE)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(patient.stopped().toCompletableFuture()).isCompleted();
    }

    @Test
    void stop_whileConnectionsArrive_releasesAll() throws Exception {
        MemoryTransport transport = new MemoryTransport();
        for (int i = 0; i < 300; i++) {
            RecordingListener counts = new RecordingListener();
            Server brief = transport.serve(
                    new Endpoint("brief", 0),
                    peer -> conversation(),
                    ServerOptions.defaults().withListener(counts));
            CompletableFuture<List<Connection>> connecting =
                    CompletableFuture.supplyAsync(() -> connectUntilRefused(transport, brief.endpoint()));
            brief.stop(Duration.ZERO).toCompletableFuture().get(60, TimeUnit.SECONDS);
            for (Connection connection : connecting.get()) {
                assertThat(isOver(connection)).isTrue();
            }
            assertThat(counts.events.stream().filter("accepted"::equals))
                    .hasSameSizeAs(counts.events.stream()
                            .filter(event -> event.startsWith("closed"))
                            .toList());
        }
    }

    private static List<Connection> connectUntilRefused(MemoryTransport transport, Endpoint endpoint) {
        List<Connection> connections = new ArrayList<>();
        try {
            while (true) {
                connections.add(
                        transport.connect(endpoint, ConnectOptions.defaults().withReadTimeout(Duration.ofMinutes(1))));
            }
        } catch (IOException refused) {
            return connections;
        }
    }

    private static boolean isOver(Connection connection) {
        try {
            return connection.read(ByteBuffer.allocate(1)) == Boundary.END;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static Conversation<String, String> conversation() {
        return new Conversation<>(ToyProtocols.LINES, (line, out) -> out.send(line));
    }
}
