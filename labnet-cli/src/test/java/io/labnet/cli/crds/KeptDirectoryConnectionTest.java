// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.crds.Room;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.client.CreateOutcome;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptDirectoryConnectionTest {
    private static final Room ROOM = new Room("room1", "239.0.0.10", 5000);

    /** The connection stays open, so a stopping server need not wait for its client. */
    private static final Duration BRIEF_DRAIN = Duration.ofMillis(50);

    private final MemoryRoomDirectory directory = new MemoryRoomDirectory();
    private final ConnectionCounts connections = new ConnectionCounts();

    static List<Transport> transports() {
        return List.of(new MemoryTransport(), new TcpTransport());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void conversations_shareTheConnection(Transport transport) throws IOException {
        try (Server server = serve(transport, Endpoint.loopback(0))) {
            try (CrdsClient client = new CrdsClient(transport, server.endpoint()).keepingConnection()) {
                for (int i = 0; i < 10; i++) {
                    assertThat(client.create(ROOM)).isEqualTo(CreateOutcome.CREATED);
                    assertThat(client.rooms()).containsExactly(ROOM);
                    client.delete(ROOM.name());
                }
                assertThat(connections.began).hasValue(1);
                assertThat(connections.ended).hasValue(0);
            }
            await().atMost(ChildProcess.PATIENCE).until(() -> connections.ended.get() == 1);
        }
    }

    /** The server may have closed an idle connection or been restarted. */
    @ParameterizedTest
    @MethodSource("transports")
    void closedConnection_isOpenedAgain(Transport transport) throws IOException {
        Server first = serve(transport, Endpoint.loopback(0));
        try (CrdsClient client = new CrdsClient(transport, first.endpoint()).keepingConnection()) {
            assertThat(client.rooms()).isEmpty();
            first.close();
            assertThatThrownBy(client::rooms).isInstanceOf(IOException.class);
            try (Server second = serve(transport, first.endpoint())) {
                assertThat(second.endpoint()).isEqualTo(client.server());
                assertThat(client.rooms()).isEmpty();
                assertThat(connections.began).hasValue(2);
            }
        }
    }

    private Server serve(Transport transport, Endpoint at) throws IOException {
        CrdsService service = new CrdsService(directory, connections);
        return transport.serve(at, service, ServerOptions.defaults().withDrain(BRIEF_DRAIN));
    }
}
