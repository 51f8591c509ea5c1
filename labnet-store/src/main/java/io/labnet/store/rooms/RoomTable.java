// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.store.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a directory, as one transaction sees them. The version is a random number, another one after each change:
 * so it also tells a database from another that is put in its place, and from an old copy of itself.
 */
record RoomTable(Connection connection) {
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
                    // Of another name, so that a server of an older version that has the database open finds no table.
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

    /** So many rows of a listing are in memory at a time. */
    private static final int ROWS_AT_ONCE = 1024;

    /** All lines of one version, on pages. Version 0 is that of any directory before its first change. */
    record Listing(long version, List<ByteBuffer> pages) {
        boolean isOf(long now) {
            return version == now && now != 0;
        }
    }

    long version() throws SQLException {
        return number("SELECT version FROM labnet_directory");
    }

    long rooms() throws SQLException {
        return number("SELECT rooms FROM labnet_directory");
    }

    /** Reads all rooms in their order. One statement, so that they are those of the version. */
    Listing listing() throws SQLException {
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

    @Nullable
    RoomAddress find(String name) throws SQLException {
        try (PreparedStatement query = prepared("SELECT address, port FROM labnet_room WHERE name = ?", name);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? new RoomAddress(rows.getString(1), rows.getInt(2)) : null;
        }
    }

    boolean isTaken(RoomAddress address) throws SQLException {
        return number(
                        "SELECT COUNT(*) FROM labnet_room WHERE address = ? AND port = ?",
                        address.group(),
                        address.port())
                > 0;
    }

    void add(Room room) throws SQLException {
        update(
                "INSERT INTO labnet_room (position, name, address, port)"
                        + " SELECT COALESCE(MAX(position), 0) + 1, ?, ?, ? FROM labnet_room",
                room.name(),
                room.group(),
                room.port());
        changed(1);
    }

    /** Gives the room of that name another address. */
    void move(Room room) throws SQLException {
        update("UPDATE labnet_room SET address = ?, port = ? WHERE name = ?", room.group(), room.port(), room.name());
        changed(0);
    }

    /** Removes the room of that name, if there is one, and tells whether there was. */
    boolean remove(String name) throws SQLException {
        boolean removed = update("DELETE FROM labnet_room WHERE name = ?", name) > 0;
        if (removed) {
            changed(-1);
        }
        return removed;
    }

    private void changed(int moreRooms) throws SQLException {
        update("UPDATE labnet_directory SET version = ?, rooms = rooms + ?", VERSIONS.nextLong() | 1, moreRooms);
    }

    private long number(String sql, Object... values) throws SQLException {
        try (PreparedStatement query = prepared(sql, values);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
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
