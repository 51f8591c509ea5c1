// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.directory.CreateResult;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.crds.directory.RoomDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The tests that every directory of rooms passes. */
abstract class RoomDirectoryContract {
    private static final int THREADS = 8;

    /** Opens a directory, empty when a test first opens one. The test closes it. */
    protected abstract RoomDirectory open(DirectoryRules rules) throws Exception;

    /** The number of random steps; lower for slow directories. */
    protected int steps() {
        return 3000;
    }

    @Test
    void createAndDelete_equalModel() throws Exception {
        for (boolean overwrite : new boolean[] {false, true}) {
            DirectoryRules rules = new DirectoryRules(12, overwrite);
            DirectoryModel model = new DirectoryModel(rules);
            Random random = new Random(7);
            try (RoomDirectory directory = open(rules)) {
                for (Room room : Listings.rooms(directory)) {
                    directory.delete(room.name());
                }
                for (int i = 0; i < steps(); i++) {
                    step(directory, model, random);
                }
            }
        }
    }

    @Test
    void names_areStoredUnchanged() throws Exception {
        List<String> names = List.of(
                "a",
                "A",
                "a ",
                " a",
                "é",
                "e\u0301",
                "日本語",
                "𝄞",
                "'; drop table room; --",
                "%",
                "a: 239.0.0.9:1",
                "é".repeat(127));
        List<Room> rooms = new ArrayList<>();
        try (RoomDirectory directory = open(DirectoryRules.DEFAULT)) {
            for (String name : names) {
                Room room = new Room(name, "239.0.0.1", 1 + rooms.size());
                assertThat(directory.create(room)).as(name).isEqualTo(CreateResult.CREATED);
                rooms.add(room);
            }

            assertThat(Listings.rooms(directory)).isEqualTo(rooms);
            for (Room room : rooms) {
                assertThat(directory.find(room.name())).isEqualTo(room.address());
            }
            assertThat(directory.find("É")).isNull();
            assertThat(directory.delete("E\u0301")).isFalse();
        }
    }

    @Test
    void listing_afterChanges_isUnchanged() throws Exception {
        try (RoomDirectory directory = open(DirectoryRules.DEFAULT)) {
            List<Room> rooms = new ArrayList<>();
            for (int i = 0; i < 700; i++) {
                rooms.add(numbered(i));
                directory.create(numbered(i));
            }
            ListingSnapshot before = directory.listing();
            for (int i = 0; i < 700; i += 3) {
                directory.delete(numbered(i).name());
            }
            directory.create(numbered(1000));

            assertThat(Listings.rooms(before)).isEqualTo(rooms);
            rooms.removeIf(room -> room.port() % 3 == 1);
            rooms.add(numbered(1000));
            assertThat(Listings.rooms(directory)).isEqualTo(rooms);
        }
    }

    @Test
    void sameName_concurrently_isCreatedOnce() throws Exception {
        try (RoomDirectory directory = open(DirectoryRules.DEFAULT)) {
            for (int round = 0; round < 10; round++) {
                String name = "round" + round;
                int base = 100 * round;
                List<CreateResult> results =
                        atOnce(i -> () -> directory.create(new Room(name, "239.0.1.1", 1 + base + i)));

                assertThat(results).containsOnlyOnce(CreateResult.CREATED);
                assertThat(Collections.frequency(results, CreateResult.NAME_TAKEN))
                        .isEqualTo(THREADS - 1);
            }
            assertThat(Listings.rooms(directory)).hasSize(10);
        }
    }

    @Test
    void sameAddress_concurrently_isCreatedOnce() throws Exception {
        try (RoomDirectory directory = open(DirectoryRules.DEFAULT)) {
            for (int round = 0; round < 10; round++) {
                int port = 1 + round;
                List<CreateResult> results =
                        atOnce(i -> () -> directory.create(new Room("r" + port + "-" + i, "239.0.1.1", port)));

                assertThat(results).containsOnlyOnce(CreateResult.CREATED);
                assertThat(Collections.frequency(results, CreateResult.ADDRESS_TAKEN))
                        .isEqualTo(THREADS - 1);
            }
        }
    }

    @Test
    void lastFreeRoom_concurrently_isCreatedOnce() throws Exception {
        try (RoomDirectory directory = open(new DirectoryRules(1, false))) {
            for (int round = 0; round < 5; round++) {
                List<CreateResult> results = atOnce(i -> () -> directory.create(numbered(i)));
                assertThat(results).containsOnlyOnce(CreateResult.CREATED);
                assertThat(Collections.frequency(results, CreateResult.FULL)).isEqualTo(THREADS - 1);

                List<Room> rooms = Listings.rooms(directory);
                assertThat(rooms).hasSize(1);
                List<Boolean> deleted =
                        atOnce(i -> () -> directory.delete(rooms.get(0).name()));
                assertThat(deleted).containsOnlyOnce(true);
            }
        }
    }

    /** Threads make and delete their own rooms and compete for others: the result is consistent, and no own room is lost. */
    @Test
    void concurrentThreads_keepTheirRooms() throws Exception {
        DirectoryRules rules = DirectoryRules.DEFAULT;
        try (RoomDirectory directory = open(rules)) {
            List<List<Room>> own = atOnce(i -> () -> {
                DirectoryModel model = new DirectoryModel(rules);
                Random random = new Random(i);
                for (int step = 0; step < steps() / 10; step++) {
                    int n = random.nextInt(20);
                    Room room = new Room("own" + i + "-" + n, "239.1." + i + "." + n, 5000);
                    Room wanted = new Room("wanted" + n, "239.2.0." + random.nextInt(20), 5000);
                    if (random.nextInt(3) > 0) {
                        assertThat(directory.create(room)).isEqualTo(model.create(room));
                        directory.create(wanted);
                    } else {
                        assertThat(directory.delete(room.name())).isEqualTo(model.delete(room.name()));
                        directory.delete(wanted.name());
                    }
                }
                return model.rooms();
            });

            List<Room> all = Listings.rooms(directory);
            for (int i = 0; i < THREADS; i++) {
                String prefix = "own" + i + "-";
                assertThat(all.stream()
                                .filter(room -> room.name().startsWith(prefix))
                                .toList())
                        .isEqualTo(own.get(i));
            }
            assertThat(new HashSet<>(all.stream().map(Room::name).toList())).hasSameSizeAs(all);
            assertThat(new HashSet<>(all.stream().map(Room::address).toList())).hasSameSizeAs(all);
        }
    }

    private static void step(RoomDirectory directory, DirectoryModel model, Random random) throws IOException {
        String name = "room" + random.nextInt(20);
        switch (random.nextInt(5)) {
            case 0, 1, 2 -> {
                Room room = new Room(name, new RoomAddress("239.0.0." + random.nextInt(5), 1 + random.nextInt(3)));
                assertThat(directory.create(room)).isEqualTo(model.create(room));
            }
            case 3 -> assertThat(directory.delete(name)).isEqualTo(model.delete(name));
            default -> assertThat(directory.find(name)).isEqualTo(model.find(name));
        }
        if (random.nextInt(10) == 0) {
            assertThat(Listings.rooms(directory)).isEqualTo(model.rooms());
        }
    }

    private static Room numbered(int i) {
        return new Room("room" + i, "239.0.0.1", 1 + i);
    }

    /** Runs a task in all threads at the same moment, and returns the results. */
    private static <R> List<R> atOnce(IntFunction<Callable<R>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Callable<R> mine = work.apply(i);
                futures.add(threads.submit(() -> {
                    start.await();
                    return mine.call();
                }));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
