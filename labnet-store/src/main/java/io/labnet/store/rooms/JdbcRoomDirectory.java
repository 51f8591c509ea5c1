// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.directory.CreateResult;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.crds.directory.OpenListings;
import io.labnet.crds.directory.RoomDirectory;
import io.labnet.store.Database;
import io.labnet.store.DatabaseAddress;
import io.labnet.store.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A directory in a database, which outlives the process and may be shared by several servers.
 *
 * <p>The process caches the listing (about 30 MB for a million rooms), and reads it again only after a change.
 * {@link OpenListings} bounds the memory of open listings.
 */
public final class JdbcRoomDirectory implements RoomDirectory {
    static final Schema SCHEMA = new Schema(
            "rooms",
            List.of(
                    List.of(
                            "CREATE TABLE labnet_directory (id INTEGER PRIMARY KEY, version BIGINT NOT NULL,"
                                    + " rooms BIGINT NOT NULL, byte_length BIGINT NOT NULL, forgotten BIGINT NOT NULL)",
                            "INSERT INTO labnet_directory (id, version, rooms, byte_length, forgotten) VALUES (1, 0, 0, 0, 0)",
                            "CREATE TABLE labnet_rooms (position BIGINT NOT NULL, made BIGINT NOT NULL, gone BIGINT,"
                                    + " gone_at BIGINT, name VARCHAR(255) NOT NULL, address VARCHAR(15) NOT NULL,"
                                    + " port INTEGER NOT NULL, PRIMARY KEY (position, made))",
                            "CREATE UNIQUE INDEX labnet_rooms_name ON labnet_rooms (name) WHERE gone IS NULL",
                            "CREATE UNIQUE INDEX labnet_rooms_address ON labnet_rooms (address, port) WHERE gone IS NULL",
                            "CREATE INDEX labnet_rooms_gone ON labnet_rooms (gone_at, gone) WHERE gone IS NOT NULL"),
                    List.of("CREATE TABLE labnet_changes (version BIGINT PRIMARY KEY, mark BIGINT NOT NULL)"),
                    // The new table name makes a running server of an older version fail instead of using the new
                    // table.
                    List.of(
                            "CREATE TABLE labnet_room (position BIGINT PRIMARY KEY, name VARCHAR(255) NOT NULL UNIQUE,"
                                    + " address VARCHAR(15) NOT NULL, port INTEGER NOT NULL, UNIQUE (address, port))",
                            "INSERT INTO labnet_room (position, name, address, port)"
                                    + " SELECT position, name, address, port FROM labnet_rooms WHERE gone IS NULL",
                            "DROP TABLE labnet_rooms",
                            "DROP TABLE labnet_changes",
                            "ALTER TABLE labnet_directory DROP COLUMN byte_length",
                            "ALTER TABLE labnet_directory DROP COLUMN forgotten",
                            "UPDATE labnet_directory SET version = 0")));

    private static final SecureRandom VERSIONS = new SecureRandom();

    /** The number of rows of a listing to fetch at a time. */
    private static final int ROWS_AT_ONCE = 1024;

    /**
     * All lines of the directory at one version, on pages. Each change sets a new random version, so the version also
     * detects a database that was replaced or restored from a copy. Every directory has version 0 before its first
     * change.
     */
    private record Listing(long version, List<ByteBuffer> pages) {
        boolean isOf(long now) {
            return version == now && now != 0;
        }
    }

    private final Database database;
    private final DirectoryRules rules;
    private final ReentrantLock lock = new ReentrantLock();
    private final OpenListings open = new OpenListings();
    private volatile Listing latest = new Listing(0, List.of());

    private JdbcRoomDirectory(Database database, DirectoryRules rules) {
        this.database = database;
        this.rules = rules;
    }

    /**
     * Opens a directory.
     *
     * @param db the database: the name of a SQLite file, {@code jdbc:sqlite:FILE}, or {@code
     *     jdbc:postgresql://HOST:PORT/NAME}. A missing SQLite file is created, and so are missing tables
     * @param rules the rules of the directory; not stored, so servers that share a directory should have the same rules
     * @return the directory
     * @throws IOException if the database can't be reached or written, is not a database, or is of a newer version
     * @throws IllegalArgumentException if {@code db} has none of these forms
     */
    public static JdbcRoomDirectory open(String db, DirectoryRules rules) throws IOException {
        Objects.requireNonNull(rules, "rules");
        return new JdbcRoomDirectory(Database.open(DatabaseAddress.parse(db), SCHEMA), rules);
    }

    @Override
    public CreateResult create(Room room) throws IOException {
        return database.transactAlone(connection -> create(connection, room));
    }

    @Override
    public boolean delete(String name) throws IOException {
        return database.transactAlone(connection -> {
            boolean removed = update(connection, "DELETE FROM labnet_room WHERE name = ?", name) > 0;
            if (removed) {
                changed(connection, -1);
            }
            return removed;
        });
    }

    @Override
    public @Nullable RoomAddress find(String name) throws IOException {
        return database.transact(connection -> find(connection, name));
    }

    @Override
    public ListingSnapshot listing() throws IOException {
        Listing now = database.transact(connection -> {
            Listing known = latest;
            return known.isOf(number(connection, "SELECT version FROM labnet_directory")) ? known : read(connection);
        });
        lock.lock();
        try {
            if (!latest.isOf(now.version())) {
                latest.pages().forEach(open::outdated);
                latest = now;
            }
            return open.begin(latest.pages());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public void close() {
        database.close();
    }

    private CreateResult create(Connection connection, Room room) throws SQLException {
        RoomAddress before = find(connection, room.name());
        if (before != null && !rules.overwrite()) {
            return CreateResult.NAME_TAKEN;
        }
        if (room.address().equals(before)) {
            return CreateResult.REPLACED;
        }
        String taken = "SELECT COUNT(*) FROM labnet_room WHERE address = ? AND port = ?";
        if (number(connection, taken, room.group(), room.port()) > 0) {
            return CreateResult.ADDRESS_TAKEN;
        }
        if (before != null) {
            String move = "UPDATE labnet_room SET address = ?, port = ? WHERE name = ?";
            update(connection, move, room.group(), room.port(), room.name());
            changed(connection, 0);
            return CreateResult.REPLACED;
        }
        if (number(connection, "SELECT rooms FROM labnet_directory") >= rules.maxRooms()) {
            return CreateResult.FULL;
        }
        String add = "INSERT INTO labnet_room (position, name, address, port)"
                + " SELECT COALESCE(MAX(position), 0) + 1, ?, ?, ? FROM labnet_room";
        update(connection, add, room.name(), room.group(), room.port());
        changed(connection, 1);
        return CreateResult.CREATED;
    }

    /** Reads all rooms in order, in one statement, so that rooms and version match. */
    private static Listing read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT (SELECT version FROM labnet_directory),"
                + " name, address, port FROM labnet_room ORDER BY position")) {
            query.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = query.executeQuery()) {
                long version = 0;
                List<ByteBuffer> pages = new ArrayList<>();
                ByteArraySink lines = new ByteArraySink();
                while (rows.next()) {
                    version = rows.getLong(1);
                    Room room = new Room(rows.getString(2), rows.getString(3), rows.getInt(4));
                    byte[] line = (room + "\n").getBytes(StandardCharsets.UTF_8);
                    if (lines.size() + line.length > ListingSnapshot.MAX_PIECE_BYTES) {
                        pages.add(page(lines));
                        lines = new ByteArraySink();
                    }
                    lines.put(line);
                }
                if (lines.size() > 0) {
                    pages.add(page(lines));
                }
                return new Listing(version, List.copyOf(pages));
            }
        }
    }

    private static @Nullable RoomAddress find(Connection connection, String name) throws SQLException {
        try (PreparedStatement query =
                        prepared(connection, "SELECT address, port FROM labnet_room WHERE name = ?", name);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? new RoomAddress(rows.getString(1), rows.getInt(2)) : null;
        }
    }

    private static void changed(Connection connection, int moreRooms) throws SQLException {
        update(
                connection,
                "UPDATE labnet_directory SET version = ?, rooms = rooms + ?",
                VERSIONS.nextLong() | 1,
                moreRooms);
    }

    private static long number(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement query = prepared(connection, sql, values);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static ByteBuffer page(ByteArraySink lines) {
        return ByteBuffer.wrap(lines.toByteArray()).asReadOnlyBuffer();
    }
}
