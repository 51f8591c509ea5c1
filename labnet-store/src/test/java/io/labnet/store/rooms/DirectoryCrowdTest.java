// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.Room;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Five hundred concurrent clients. Each makes and deletes its own rooms, which must equal its own model at the end, and
 * rooms that all clients try to make, which only one client gets.
 */
class DirectoryCrowdTest {
    private static final int CLIENTS = 500;
    private static final int STEPS = 24;
    private static final int WANTED = 30;

    @ParameterizedTest
    @MethodSource("transports")
    void concurrentClients_findTheirRooms(Transport transport) throws Exception {
        MemoryRoomDirectory directory = new MemoryRoomDirectory();
        try (Server server = transport.serve(Endpoint.loopback(0), new CrdsService(directory))) {
            Map<String, List<Room>> expected = crowd(transport, server.endpoint());

            Map<String, List<Room>> found = new HashMap<>();
            List<Room> all = Listings.rooms(directory);
            for (Room room : all) {
                found.computeIfAbsent(owner(room), owner -> new ArrayList<>()).add(room);
            }
            List<Room> wanted = found.remove("wanted");
            expected.values().removeIf(List::isEmpty);
            assertThat(found).isEqualTo(expected);
            assertThat(wanted).isNotNull().allMatch(room -> room.port() <= 3);
            assertThat(new HashSet<>(all.stream().map(Room::name).toList())).hasSameSizeAs(all);
            assertThat(new HashSet<>(all.stream().map(Room::address).toList())).hasSameSizeAs(all);
        }
    }

    static List<Transport> transports() {
        return List.of(new MemoryTransport(), new TcpTransport());
    }

    /** Runs all clients, and returns the own rooms that each of them expects. */
    private static Map<String, List<Room>> crowd(Transport transport, Endpoint server) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        try {
            Map<String, Future<List<Room>>> clients = new HashMap<>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                clients.put("own" + i, threads.submit(() -> {
                    try (DirectoryConnection connection = new DirectoryConnection(transport, server)) {
                        start.await();
                        return play(connection, number);
                    }
                }));
            }
            Map<String, List<Room>> expected = new HashMap<>();
            for (Map.Entry<String, Future<List<Room>>> client : clients.entrySet()) {
                expected.put(client.getKey(), client.getValue().get());
            }
            return expected;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Runs one client; its last listing comes after all its commands. */
    private static List<Room> play(DirectoryConnection connection, int number) throws Exception {
        DirectoryModel model = new DirectoryModel(DirectoryRules.DEFAULT);
        Random random = new Random(number);
        List<CrdsCommand> commands = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            int n = random.nextInt(10);
            Room own = new Room(
                    "own" + number + "-" + n, "239." + (1 + number / 250) + "." + number % 250 + "." + n, 5000);
            String wanted = "wanted-" + random.nextInt(WANTED);
            if (random.nextInt(3) > 0) {
                model.create(own);
                commands.add(new MakeRoom(own));
                commands.add(
                        new MakeRoom(new Room(wanted, "239.0.0." + random.nextInt(WANTED), 1 + random.nextInt(3))));
            } else {
                model.delete(own.name());
                commands.add(new DeleteRoom(own.name()));
                commands.add(new DeleteRoom(wanted));
            }
            if (random.nextInt(4) == 0) {
                connection.send(commands);
                commands.clear();
            }
        }
        connection.send(commands);
        String prefix = "own" + number + "-";
        List<Room> listed = connection.rooms().stream()
                .filter(room -> room.name().startsWith(prefix))
                .toList();
        assertThat(listed).isEqualTo(model.rooms());
        return model.rooms();
    }

    private static String owner(Room room) {
        return room.name().substring(0, room.name().indexOf('-'));
    }
}
