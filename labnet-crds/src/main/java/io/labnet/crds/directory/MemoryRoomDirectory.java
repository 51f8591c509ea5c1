// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A directory in memory, which is lost when the process ends.
 *
 * <p>The lines of the rooms are stored in pages. An open listing keeps the pages that have not been read from it yet,
 * even if the directory has replaced them by changed pages. The total size of these replaced pages is bounded: 16 MiB
 * of lines, or twice the length of the whole listing if that is more. If the bound is exceeded, the oldest listings
 * expire.
 */
public final class MemoryRoomDirectory implements RoomDirectory {
    private final DirectoryRules rules;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> entries = new HashMap<>();
    private final Set<RoomAddress> addresses = new HashSet<>();
    private final RoomPages pages = new RoomPages();

    /** Creates an empty directory with the {@linkplain DirectoryRules#DEFAULT default rules}. */
    public MemoryRoomDirectory() {
        this(DirectoryRules.DEFAULT);
    }

    /**
     * Creates an empty directory.
     *
     * @param rules the rules
     */
    public MemoryRoomDirectory(DirectoryRules rules) {
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    @Override
    public CreateResult create(Room room) {
        Objects.requireNonNull(room, "room");
        lock.lock();
        try {
            Entry entry = entries.get(room.name());
            if (entry != null && !rules.overwrite()) {
                return CreateResult.NAME_TAKEN;
            }
            boolean moves = entry == null || !entry.room().address().equals(room.address());
            if (moves && addresses.contains(room.address())) {
                return CreateResult.ADDRESS_TAKEN;
            }
            if (entry == null && entries.size() >= rules.maxRooms()) {
                return CreateResult.FULL;
            }
            return put(room, entry);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean delete(String name) {
        Objects.requireNonNull(name, "name");
        lock.lock();
        try {
            Entry entry = entries.remove(name);
            if (entry != null) {
                addresses.remove(entry.room().address());
                pages.remove(entry.position(), entry.room());
            }
            return entry != null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable RoomAddress find(String name) {
        Objects.requireNonNull(name, "name");
        lock.lock();
        try {
            Entry entry = entries.get(name);
            return entry == null ? null : entry.room().address();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ListingSnapshot listing() {
        lock.lock();
        try {
            return pages.listing();
        } finally {
            lock.unlock();
        }
    }

    private CreateResult put(Room room, @Nullable Entry entry) {
        addresses.add(room.address());
        if (entry == null) {
            entries.put(room.name(), new Entry(room, pages.add(room)));
            return CreateResult.CREATED;
        }
        if (!entry.room().equals(room)) {
            addresses.remove(entry.room().address());
            pages.replace(entry.position(), entry.room(), room);
            entries.put(room.name(), new Entry(room, entry.position()));
        }
        return CreateResult.REPLACED;
    }

    private record Entry(Room room, long position) {}
}
