// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.directory.Creation;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.crds.directory.RoomDirectory;
import io.labnet.store.Database;
import io.labnet.store.DatabaseAddress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A directory in a database, which survives the process and may be shared by several servers. A listing costs one
 * question to the database if nothing has changed since the last one.
 */
public final class JdbcRoomDirectory implements RoomDirectory {
    /** For so long a listing can be read on after rooms of it have gone. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private static final Duration BETWEEN_FORGETTING = Duration.ofMinutes(1);

    private final Database database;
    private final DirectoryRules rules;
    private final InstantSource clock;
    private volatile Instant lastForgetting = Instant.MIN;
    private volatile @Nullable ListingPage latest;

    JdbcRoomDirectory(Database database, DirectoryRules rules, InstantSource clock) {
        this.database = database;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Opens a directory.
     *
     * @param db a SQLite file, which is created when it is missing, {@code jdbc:sqlite:FILE}, or
     *     {@code jdbc:postgresql://HOST:PORT/NAME}, where tables are created when they are missing
     * @param rules what the directory allows; not stored, so that servers that share a directory should have the same
     * @return the directory
     * @throws IOException if the database can't be reached or written, is none, or was made by a newer version
     * @throws IllegalArgumentException if {@code db} is none of those
     */
    public static JdbcRoomDirectory open(String db, DirectoryRules rules) throws IOException {
        Objects.requireNonNull(rules, "rules");
        Database database = Database.open(DatabaseAddress.parse(db), RoomTable.SCHEMA);
        return new JdbcRoomDirectory(database, rules, InstantSource.system());
    }

    @Override
    public Creation create(Room room) throws IOException {
        return database.transactAlone(connection -> create(new RoomTable(connection), room));
    }

    @Override
    public boolean delete(String name) throws IOException {
        return database.transactAlone(connection -> {
            RoomTable table = new RoomTable(connection);
            RoomTable.Entry entry = table.named(name);
            if (entry == null) {
                return false;
            }
            DirectoryState next = table.state().next(-1, -RoomLines.length(entry.room()));
            table.retire(entry, next.version(), clock.instant());
            table.store(forgetting(table, next));
            return true;
        });
    }

    @Override
    public @Nullable RoomAddress find(String name) throws IOException {
        RoomTable.Entry found = database.transact(connection -> new RoomTable(connection).named(name));
        return found == null ? null : found.room().address();
    }

    @Override
    public ListingSnapshot listing() throws IOException {
        DirectoryState state = database.transact(connection -> new RoomTable(connection).state());
        ListingPage first = latest;
        if (first == null || !first.isOf(state)) {
            first = new ListingPage(database, state, 0);
            latest = first;
        }
        return new JdbcListing(first, state.byteLength());
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public void close() {
        database.close();
    }

    private Creation create(RoomTable table, Room room) throws SQLException {
        RoomTable.Entry same = table.named(room.name());
        if (same != null && !rules.overwrite()) {
            return Creation.NAME_TAKEN;
        }
        if (same != null && same.room().equals(room)) {
            return Creation.REPLACED;
        }
        if (table.isTaken(room.address())) {
            return Creation.ADDRESS_TAKEN;
        }
        DirectoryState state = table.state();
        if (same == null) {
            if (state.rooms() >= rules.maxRooms()) {
                return Creation.FULL;
            }
            DirectoryState next = state.next(1, RoomLines.length(room));
            table.add(new RoomTable.Entry(next.version(), room), next.version());
            table.store(forgetting(table, next));
            return Creation.CREATED;
        }
        DirectoryState next = state.next(0, RoomLines.length(room) - RoomLines.length(same.room()));
        table.retire(same, next.version(), clock.instant());
        table.add(new RoomTable.Entry(same.position(), room), next.version());
        table.store(forgetting(table, next));
        return Creation.REPLACED;
    }

    /** Now and then lets go of rooms that have been gone for long. */
    private DirectoryState forgetting(RoomTable table, DirectoryState state) throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(lastForgetting.plus(BETWEEN_FORGETTING))) {
            return state;
        }
        lastForgetting = now;
        return state.forgetting(table.forget(now.minus(MEMORY)));
    }
}
