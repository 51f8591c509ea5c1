// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.NotingSession;
import io.labnet.core.session.Peer;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopServerTest {
    private final NotingSession session = new NotingSession();
    private final NotingListener listener = new NotingListener();
    private final HandServer server = new HandServer(
            peer -> new Conversation<>(ToyProtocols.LINES, session),
            ServerOptions.defaults().withListener(listener).withMaxConnections(1));
    private final HandLoop loop = new HandLoop(server);
    private final HandWire wire = new HandWire();

    @Test
    void begin_opensTheConversation() {
        server.begin(loop, new Peer("peer", 1), server.host(), wire);
        assertThat(session.told).containsExactly("opened");
        assertThat(listener.told).containsExactly("accepted");
    }

    @Test
    void begin_afterStopClosesWhatHadBeenAdmitted() {
        server.stop(Duration.ofMinutes(1));
        server.begin(loop, new Peer("peer", 1), server.host(), wire);
        // It was admitted before the stop, but its loop is past stopping its links.
        assertThat(wire.done).containsExactly("close");
        assertThat(server.left).isOne();
        assertThat(session.told).isEmpty();
        assertThat(listener.told).isEmpty();
    }

    @Test
    void begin_withoutASessionCostsThatConnection() {
        HandServer careless =
                new HandServer(peer -> null, ServerOptions.defaults().withListener(listener));
        careless.begin(new HandLoop(careless), new Peer("peer", 1), careless.host(), wire);
        assertThat(listener.told).containsExactly("failed the service made no session");
        assertThat(wire.done).containsExactly("abort");
        assertThat(careless.left).isOne();
    }

    @Test
    void admit_whileStoppingClosesAndRefusesNobody() {
        server.stop(Duration.ZERO);
        server.admit("peer", 1, wire);
        assertThat(wire.done).containsExactly("close");
        assertThat(listener.told).isEmpty();
    }

    @Test
    void stop_refusesATimeBelowNothing() {
        assertThatThrownBy(() -> server.stop(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
        assertThat(server.stopping()).isFalse();
    }

    @Test
    void stop_takesATimeThatNeverEnds() throws Exception {
        MemoryTransport transport = new MemoryTransport();
        Server patient = transport.serve(new Endpoint("patient", 0), peer -> conversation());
        patient.stop(Duration.ofSeconds(Long.MAX_VALUE)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(patient.stopped().toCompletableFuture()).isCompleted();
    }

    @Test
    void stop_whileConnectionsComeInLosesNone() throws Exception {
        MemoryTransport transport = new MemoryTransport();
        for (int i = 0; i < 300; i++) {
            NotingListener counts = new NotingListener();
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
            assertThat(counts.told.stream().filter("accepted"::equals))
                    .hasSameSizeAs(counts.told.stream()
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
