// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.Transport;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.Room;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.util.List;

/**
 * A served directory, and a model with the same steps. Commands use one connection, whose only replies are listings.
 */
final class ServedComparison implements AutoCloseable {
    private final DirectoryModel model;
    private final Server server;
    private final DirectoryConnection connection;
    private final CrdsClient client;

    ServedComparison(Transport transport, DirectoryRules rules) throws IOException {
        model = new DirectoryModel(rules);
        server = transport.serve(Endpoint.loopback(0), new CrdsService(new MemoryRoomDirectory(rules)));
        connection = new DirectoryConnection(transport, server.endpoint());
        client = new CrdsClient(transport, server.endpoint());
    }

    void create(Room room) throws IOException {
        model.create(room);
        connection.send(List.of(new MakeRoom(room)));
    }

    void delete(String name) throws IOException {
        model.delete(name);
        connection.send(List.of(new DeleteRoom(name)));
    }

    void find(String name) throws IOException {
        // The client has its own connection, which may overtake commands on the other one.
        list();
        assertThat(client.find(name)).isEqualTo(model.find(name));
    }

    void list() throws IOException {
        assertThat(connection.rooms()).isEqualTo(model.rooms());
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
