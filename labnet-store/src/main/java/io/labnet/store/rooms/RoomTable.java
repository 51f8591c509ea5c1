// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.store.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a directory, as one transaction sees them. A room is never changed: it is there from the version that
 * made it until the one that it was gone with, and stays in the table for a while so that listings that have begun can
 * be read to their end. A room that takes the place of another has the same position. Each change since the last that was
 * forgotten has a random mark, by which a version is known again.
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
                    List.of("CREATE TABLE labnet_changes (version BIGINT PRIMARY KEY, mark BIGINT NOT NULL)")));

    /** A room that is there, at its place in the listing. */
    record Entry(long position, Room room) {}

    DirectoryState state() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT version, mark, rooms, byte_length, forgotten"
                        + " FROM labnet_directory LEFT JOIN labnet_changes USING (version) WHERE id = 1");
                ResultSet row = query.executeQuery()) {
            row.next();
            return new DirectoryState(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
    }

    /** The mark of a change, 0 if it has none. */
    long mark(long version) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT mark FROM labnet_changes WHERE version = ?")) {
            query.setLong(1, version);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /** Stores what has come of a change. */
    void store(DirectoryState state) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO labnet_changes (version, mark) VALUES (?, ?)")) {
            insert.setLong(1, state.version());
            insert.setLong(2, state.mark());
            insert.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE labnet_directory"
                + " SET version = ?, rooms = ?, byte_length = ?, forgotten = ? WHERE id = 1")) {
            update.setLong(1, state.version());
            update.setLong(2, state.rooms());
            update.setLong(3, state.byteLength());
            update.setLong(4, state.forgotten());
            update.executeUpdate();
        }
    }

    @Nullable
    Entry named(String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT position, name, address, port FROM labnet_rooms WHERE name = ? AND gone IS NULL")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? entry(rows) : null;
            }
        }
    }

    boolean isTaken(RoomAddress address) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT 1 FROM labnet_rooms WHERE address = ? AND port = ? AND gone IS NULL")) {
            query.setString(1, address.group());
            query.setInt(2, address.port());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    void add(Entry entry, long version) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO labnet_rooms (position, made, name, address, port) VALUES (?, ?, ?, ?, ?)")) {
            insert.setLong(1, entry.position());
            insert.setLong(2, version);
            insert.setString(3, entry.room().name());
            insert.setString(4, entry.room().group());
            insert.setInt(5, entry.room().port());
            insert.executeUpdate();
        }
    }

    void retire(Entry entry, long version, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE labnet_rooms SET gone = ?, gone_at = ? WHERE position = ? AND gone IS NULL")) {
            update.setLong(1, version);
            update.setLong(2, now.toEpochMilli());
            update.setLong(3, entry.position());
            update.executeUpdate();
        }
    }

    /** Deletes what was gone before a moment, and gives the last version that it was gone with, 0 for nothing. */
    long forget(Instant before) throws SQLException {
        long last;
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT COALESCE(MAX(gone), 0) FROM labnet_rooms WHERE gone IS NOT NULL AND gone_at < ?")) {
            query.setLong(1, before.toEpochMilli());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                last = row.getLong(1);
            }
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM labnet_rooms WHERE gone IS NOT NULL AND gone_at < ?")) {
            delete.setLong(1, before.toEpochMilli());
            delete.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM labnet_changes WHERE version < ?")) {
            delete.setLong(1, last);
            delete.executeUpdate();
        }
        return last;
    }

    /** The rooms of a version that come after a position, so many at most, in their order. */
    void visit(long version, long after, int most, Visitor visitor) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT position, name, address, port"
                + " FROM labnet_rooms WHERE position > ? AND made <= ? AND (gone IS NULL OR gone > ?)"
                + " ORDER BY position LIMIT ?")) {
            query.setLong(1, after);
            query.setLong(2, version);
            query.setLong(3, version);
            query.setInt(4, most);
            try (ResultSet rows = query.executeQuery()) {
                boolean wanted = true;
                while (wanted && rows.next()) {
                    wanted = visitor.visit(entry(rows));
                }
            }
        }
    }

    /** Looks at entries one after the other. */
    @FunctionalInterface
    interface Visitor {
        /** Looks at one, and tells whether it wants another. */
        boolean visit(Entry entry);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong(1), new Room(row.getString(2), row.getString(3), row.getInt(4)));
    }
}
