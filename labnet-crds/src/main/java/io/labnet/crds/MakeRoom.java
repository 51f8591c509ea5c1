// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import java.util.Objects;

/**
 * Asks for a room to be made. There is no answer, whether it was made or not.
 *
 * @param room the room
 */
public record MakeRoom(Room room) implements CrdsCommand {
    static final int CODE = 2;

    /**
     * Makes the command.
     *
     * @param room the room
     */
    public MakeRoom {
        Objects.requireNonNull(room, "room");
    }

    @Override
    public int code() {
        return CODE;
    }
}
