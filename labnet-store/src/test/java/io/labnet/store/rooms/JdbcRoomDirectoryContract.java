// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.directory.CreateResult;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.directory.RoomDirectory;
import io.labnet.store.Database;
import io.labnet.store.DatabaseAddress;
import io.labnet.store.Schema;
import java.io.IOException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of a directory in any database. */
abstract class JdbcRoomDirectoryContract extends RoomDirectoryContract {
    private static final DirectoryRules OVERWRITING = new DirectoryRules(2, true);

    private String db = "";
    private RoomDirectory directory = new MemoryRoomDirectory();

    /** Returns the address of an empty database. */
    abstract String emptyDatabase() throws Exception;

    /** Copies the database that was emptied last. */
    abstract void copy() throws Exception;

    /** Replaces the database by the copy. */
    abstract void putBack() throws Exception;

    /** Two servers that share a database and are used alternately. */
    @Override
    protected RoomDirectory open(DirectoryRules rules) throws IOException {
        return new DirectoriesInTurn(JdbcRoomDirectory.open(db, rules), JdbcRoomDirectory.open(db, rules));
    }

    @Override
    protected int steps() {
        return 300;
    }

    @BeforeEach
    void openDirectory() throws Exception {
        db = emptyDatabase();
        directory = JdbcRoomDirectory.open(db, DirectoryRules.DEFAULT);
    }

    @AfterEach
    void closeDirectory() throws IOException {
        directory.close();
    }

    @Test
    void rooms_surviveReopening() throws IOException {
        directory.create(new Room("b", "239.0.0.1", 1));
        directory.create(new Room("a", "239.0.0.1", 2));
        directory.create(new Room("gone", "239.0.0.1", 3));
        directory.delete("gone");
        directory.close();
        directory = JdbcRoomDirectory.open(db, DirectoryRules.DEFAULT);

        assertThat(Listings.rooms(directory)).hasToString("[b: 239.0.0.1:1, a: 239.0.0.1:2]");
    }

    @Test
    void rooms_areVisibleToOtherServerImmediately() throws IOException {
        try (RoomDirectory other = JdbcRoomDirectory.open(db, DirectoryRules.DEFAULT)) {
            directory.create(new Room("a", "239.0.0.1", 1));
            assertThat(other.find("a")).isEqualTo(new RoomAddress("239.0.0.1", 1));
            assertThat(Listings.rooms(other)).hasToString("[a: 239.0.0.1:1]");

            other.delete("a");
            assertThat(directory.find("a")).isNull();
            assertThat(Listings.rooms(directory)).isEmpty();
            assertThat(other.create(new Room("b", "239.0.0.1", 1))).isEqualTo(CreateResult.CREATED);
            assertThat(directory.create(new Room("b", "239.0.0.2", 1))).isEqualTo(CreateResult.NAME_TAKEN);
            assertThat(Listings.rooms(directory)).hasToString("[b: 239.0.0.1:1]");
        }
    }

    @Test
    void overwrite_replacesARoomInItsPlace() throws IOException {
        try (RoomDirectory over = JdbcRoomDirectory.open(db, OVERWRITING)) {
            over.create(new Room("a", "239.0.0.1", 1));
            over.create(new Room("b", "239.0.0.1", 2));
            ListingSnapshot before = over.listing();

            assertThat(over.create(new Room("a", "239.0.0.1", 33333))).isEqualTo(CreateResult.REPLACED);
            assertThat(over.create(new Room("a", "239.0.0.1", 33333))).isEqualTo(CreateResult.REPLACED);
            assertThat(over.create(new Room("a", "239.0.0.1", 2))).isEqualTo(CreateResult.ADDRESS_TAKEN);
            assertThat(over.create(new Room("c", "239.0.0.1", 3))).isEqualTo(CreateResult.FULL);
            assertThat(over.create(new Room("b", "239.0.0.1", 1))).isEqualTo(CreateResult.REPLACED);
            assertThat(Listings.rooms(over)).hasToString("[a: 239.0.0.1:33333, b: 239.0.0.1:1]");
            assertThat(Listings.rooms(before)).hasToString("[a: 239.0.0.1:1, b: 239.0.0.1:2]");
        }
    }

    @Test
    void listing_openDuringChanges_isUnchanged() throws IOException {
        List<Room> rooms = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rooms.add(new Room("é".repeat(120) + i, "239.0.0.1", 1 + i));
            directory.create(rooms.get(i));
        }
        ListingSnapshot before = directory.listing();
        ListingSnapshot unread = directory.listing();
        assertThat(before.next()).isNotNull();
        for (int i = 0; i < 300; i += 2) {
            directory.delete(rooms.get(i).name());
        }
        directory.create(new Room("new", "239.0.0.2", 1));

        assertThat(Listings.rooms(unread)).isEqualTo(rooms);
        assertThat(before.next()).isNotNull();
        assertThat(Listings.rooms(directory)).hasSize(151).endsWith(new Room("new", "239.0.0.2", 1));
    }

    @Test
    void listing_isCachedUntilChange() throws IOException {
        directory.create(new Room("a", "239.0.0.1", 1));
        assertThat(Listings.rooms(directory)).hasToString("[a: 239.0.0.1:1]");
        execute(db, JdbcRoomDirectory.SCHEMA, "UPDATE labnet_room SET port = 2");

        assertThat(Listings.rooms(directory)).hasToString("[a: 239.0.0.1:1]");
        directory.create(new Room("b", "239.0.0.1", 1));
        assertThat(Listings.rooms(directory)).hasToString("[a: 239.0.0.1:2, b: 239.0.0.1:1]");
    }

    /** After the restore there is another change, so the number of changes and the length are the same as before. */
    @Test
    void listing_afterRestoredCopy_isRead() throws Exception {
        directory.create(new Room("base", "239.0.0.1", 1));
        copy();
        directory.create(new Room("wrong", "239.0.0.2", 1));
        directory.create(new Room("other", "239.0.0.3", 1));
        ListingSnapshot begun = directory.listing();
        assertThat(Listings.rooms(directory)).hasSize(3);
        putBack();
        assertThat(Listings.rooms(directory)).hasToString("[base: 239.0.0.1:1]");
        directory.create(new Room("right", "239.0.0.2", 1));
        directory.create(new Room("after", "239.0.0.3", 1));

        assertThat(Listings.rooms(directory))
                .hasToString("[base: 239.0.0.1:1, right: 239.0.0.2:1, after: 239.0.0.3:1]");
        assertThat(Listings.rooms(begun)).hasToString("[base: 239.0.0.1:1, wrong: 239.0.0.2:1, other: 239.0.0.3:1]");
    }

    /** The number of changes and the length of the listing are the same as before. */
    @Test
    void listing_openDuringRestore_isUnchanged() throws Exception {
        directory.create(new Room("base", "239.0.0.1", 1));
        copy();
        directory.create(new Room("wrong", "239.0.0.2", 1));
        ListingSnapshot begun = directory.listing();
        putBack();
        directory.create(new Room("right", "239.0.0.2", 1));

        assertThat(Listings.rooms(begun)).hasToString("[base: 239.0.0.1:1, wrong: 239.0.0.2:1]");
        assertThat(Listings.rooms(directory)).hasToString("[base: 239.0.0.1:1, right: 239.0.0.2:1]");
    }

    @Test
    void open_version1_keepsRooms() throws Exception {
        String old = emptyDatabase();
        execute(
                old,
                version(1),
                "INSERT INTO labnet_rooms (position, made, name, address, port) VALUES (1, 1, 'a', '239.0.0.1', 1)",
                "UPDATE labnet_directory SET version = 1, rooms = 1, byte_length = 15");

        assertThatRoomIsTakenOver(old);
    }

    @Test
    void open_version2_keepsRoomsWithoutDeletedOnes() throws Exception {
        String old = emptyDatabase();
        execute(
                old,
                version(2),
                "INSERT INTO labnet_rooms (position, made, gone, gone_at, name, address, port)"
                        + " VALUES (1, 1, 3, 0, 'a', '239.0.0.2', 1), (2, 2, 4, 0, 'b', '239.0.0.1', 2)",
                "INSERT INTO labnet_rooms (position, made, name, address, port) VALUES (1, 3, 'a', '239.0.0.1', 1)",
                "INSERT INTO labnet_changes (version, mark) VALUES (3, 5), (4, 7)",
                "UPDATE labnet_directory SET version = 4, rooms = 1, byte_length = 15");

        assertThatRoomIsTakenOver(old);
    }

    /** A server of version 2 has the database open while it is updated to version 3. */
    @Test
    void olderServer_reportsNewerDatabase() throws Exception {
        String old = emptyDatabase();
        try (Database server = Database.open(DatabaseAddress.parse(old), version(2))) {
            JdbcRoomDirectory.open(old, DirectoryRules.DEFAULT).close();

            assertThatIOException()
                    .isThrownBy(() -> server.transact(connection -> {
                        try (Statement statement = connection.createStatement()) {
                            return statement
                                    .executeQuery("SELECT name FROM labnet_rooms")
                                    .next();
                        }
                    }))
                    .withMessageEndingWith("created by a newer labnet; this one supports versions up to 2");
        }
    }

    /** Many unfinished listings, each of another version: their memory is bounded. */
    @Test
    void oldestListings_expireAboveMemoryLimit() throws IOException {
        for (int i = 0; i < 100; i++) {
            directory.create(new Room("x".repeat(240) + i, "239.0.0.1", 1 + i));
        }
        List<ListingSnapshot> stalled = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            stalled.add(directory.listing());
            directory.create(new Room("room" + i, "239.0.0.2", 1 + i));
        }

        assertThatIOException()
                .isThrownBy(stalled.get(0)::next)
                .withMessage("the listing has expired: too many rooms have changed since it was opened");
        assertThat(Listings.rooms(stalled.get(999))).hasSize(1099);
    }

    private static void assertThatRoomIsTakenOver(String db) throws IOException {
        try (RoomDirectory updated = JdbcRoomDirectory.open(db, DirectoryRules.DEFAULT)) {
            assertThat(Listings.rooms(updated)).hasToString("[a: 239.0.0.1:1]");
            assertThat(updated.create(new Room("b", "239.0.0.1", 2))).isEqualTo(CreateResult.CREATED);
            assertThat(Listings.rooms(updated)).hasToString("[a: 239.0.0.1:1, b: 239.0.0.1:2]");
        }
    }

    private static Schema version(int version) {
        return new Schema("rooms", JdbcRoomDirectory.SCHEMA.steps().subList(0, version));
    }

    /** Runs statements that no directory runs. */
    private static void execute(String db, Schema schema, String... statements) throws IOException {
        try (Database database = Database.open(DatabaseAddress.parse(db), schema)) {
            database.transact(connection -> {
                try (Statement statement = connection.createStatement()) {
                    for (String sql : statements) {
                        statement.execute(sql);
                    }
                }
                return db;
            });
        }
    }
}
