// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.directory.CreateResult;
import io.labnet.crds.directory.DirectoryRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The simplest model of a directory, for one thread. */
final class DirectoryModel {
    private final DirectoryRules rules;
    private final Map<String, Room> rooms = new LinkedHashMap<>();

    DirectoryModel(DirectoryRules rules) {
        this.rules = rules;
    }

    CreateResult create(Room room) {
        boolean known = rooms.containsKey(room.name());
        if (known && !rules.overwrite()) {
            return CreateResult.NAME_TAKEN;
        }
        boolean taken = rooms.values().stream()
                .anyMatch(other ->
                        other.address().equals(room.address()) && !other.name().equals(room.name()));
        if (taken) {
            return CreateResult.ADDRESS_TAKEN;
        }
        if (!known && rooms.size() == rules.maxRooms()) {
            return CreateResult.FULL;
        }
        rooms.put(room.name(), room);
        return known ? CreateResult.REPLACED : CreateResult.CREATED;
    }

    boolean delete(String name) {
        return rooms.remove(name) != null;
    }

    @Nullable
    RoomAddress find(String name) {
        Room room = rooms.get(name);
        return room == null ? null : room.address();
    }

    List<Room> rooms() {
        return new ArrayList<>(rooms.values());
    }
}
