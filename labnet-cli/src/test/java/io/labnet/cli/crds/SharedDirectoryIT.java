// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.PostgresServer;
import io.labnet.core.transport.TcpTransport;
import io.labnet.crds.Room;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.client.CreateOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Server processes with {@code --db}. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class SharedDirectoryIT {
    private static final int ROOMS = 20;

    @TempDir
    private Path directory;

    @Test
    void rooms_surviveTheKillOfTheirServer() throws Exception {
        String db = directory.resolve("rooms.db").toString();
        List<Room> made = new ArrayList<>();
        try (ChildProcess server = start(db)) {
            CrdsClient client = client(server);
            for (int i = 0; i < ROOMS; i++) {
                Room room = new Room("room" + i, "239.0.0.1", 5000 + i);
                assertThat(client.create(room)).isEqualTo(CreateOutcome.CREATED);
                made.add(room);
            }
            client.delete("room7");
            made.remove(7);
            assertThat(client.rooms()).isEqualTo(made);
            // Closing kills the process.
        }
        try (ChildProcess server = start(db)) {
            assertThat(client(server).rooms()).isEqualTo(made);
        }
    }

    @Test
    void roomsOfOneServer_areVisibleOnOtherImmediately() throws Exception {
        String db = PostgresServer.emptyDatabase();
        try (ChildProcess one = start(db);
                ChildProcess other = start(db)) {
            Room room = new Room("room1", "239.0.0.1", 5000);

            assertThat(client(one).create(room)).isEqualTo(CreateOutcome.CREATED);
            assertThat(client(other).rooms()).containsExactly(room);
            assertThat(client(other).find("room1")).isEqualTo(room.address());
            assertThat(client(other).create(new Room("room2", "239.0.0.1", 5000)))
                    .isEqualTo(CreateOutcome.ADDRESS_TAKEN);

            client(other).delete("room1");
            assertThat(client(one).rooms()).isEmpty();
        }
    }

    @Test
    void otherFile_isFailure() throws Exception {
        Path file = Files.writeString(directory.resolve("rooms.txt"), "room1: 239.0.0.1:5000\n");
        start(file.toString()).end().failed(file + ": it is not a SQLite database");
    }

    private static ChildProcess start(String db) {
        return ChildProcess.labnet("crds server --port 0 --db", db);
    }

    private static CrdsClient client(ChildProcess server) {
        return new CrdsClient(new TcpTransport(), server.endpoint());
    }
}
