// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.directory.Creation;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.crds.directory.OpenListings;
import io.labnet.crds.directory.RoomDirectory;
import io.labnet.store.Database;
import io.labnet.store.DatabaseAddress;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A directory in a database, which survives the process and may be shared by several servers.
 *
 * <p>The listing is kept in memory, about 30 MB for a million rooms, and read anew only when something has changed since. Of
 * listings that have begun, the process keeps as much as {@link OpenListings} does.
 */
public final class JdbcRoomDirectory implements RoomDirectory {
    private final Database database;
    private final DirectoryRules rules;
    private final ReentrantLock lock = new ReentrantLock();
    private final OpenListings open = new OpenListings();
    private volatile RoomTable.Listing latest = new RoomTable.Listing(0, List.of());

    private JdbcRoomDirectory(Database database, DirectoryRules rules) {
        this.database = database;
        this.rules = rules;
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
        return new JdbcRoomDirectory(Database.open(DatabaseAddress.parse(db), RoomTable.SCHEMA), rules);
    }

    @Override
    public Creation create(Room room) throws IOException {
        return database.transactAlone(connection -> create(new RoomTable(connection), room));
    }

    @Override
    public boolean delete(String name) throws IOException {
        return database.transactAlone(connection -> new RoomTable(connection).remove(name));
    }

    @Override
    public @Nullable RoomAddress find(String name) throws IOException {
        return database.transact(connection -> new RoomTable(connection).find(name));
    }

    @Override
    public ListingSnapshot listing() throws IOException {
        RoomTable.Listing now = database.transact(connection -> {
            RoomTable table = new RoomTable(connection);
            RoomTable.Listing known = latest;
            return known.isOf(table.version()) ? known : table.listing();
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

    private Creation create(RoomTable table, Room room) throws SQLException {
        RoomAddress before = table.find(room.name());
        if (before != null && !rules.overwrite()) {
            return Creation.NAME_TAKEN;
        }
        if (room.address().equals(before)) {
            return Creation.REPLACED;
        }
        if (table.isTaken(room.address())) {
            return Creation.ADDRESS_TAKEN;
        }
        if (before != null) {
            table.move(room);
            return Creation.REPLACED;
        }
        if (table.rooms() >= rules.maxRooms()) {
            return Creation.FULL;
        }
        table.add(room);
        return Creation.CREATED;
    }
}
