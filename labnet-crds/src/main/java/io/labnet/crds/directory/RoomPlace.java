// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import io.labnet.crds.Room;

/** A room of a directory in memory, and the page that it is on now. */
final class RoomPlace {
    private Room room;
    private RoomPage page;

    RoomPlace(Room room, RoomPage page) {
        this.room = room;
        this.page = page;
    }

    Room room() {
        return room;
    }

    RoomPage page() {
        return page;
    }

    void become(Room other) {
        room = other;
    }

    void moveTo(RoomPage other) {
        page = other;
    }
}
