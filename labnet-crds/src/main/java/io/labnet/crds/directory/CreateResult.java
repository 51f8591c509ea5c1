// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import io.labnet.crds.RoomRefusal;
import org.jspecify.annotations.Nullable;

/** What a {@link RoomDirectory} made of a room that it was asked to make. */
public enum CreateResult {
    /** The room is in the directory, as its last. */
    CREATED(null),
    /** The room has taken the place of the one that had its name. */
    REPLACED(null),
    /** Nothing has changed: a room has the name. */
    NAME_TAKEN(RoomRefusal.NAME_TAKEN),
    /** Nothing has changed: a room of another name has the address with the port. */
    ADDRESS_TAKEN(RoomRefusal.ADDRESS_TAKEN),
    /** Nothing has changed: there are as many rooms as there may be. */
    FULL(RoomRefusal.DIRECTORY_FULL);

    private final @Nullable RoomRefusal refusal;

    CreateResult(@Nullable RoomRefusal refusal) {
        this.refusal = refusal;
    }

    /** {@return whether the room was created or replaced another} */
    public boolean succeeded() {
        return refusal == null;
    }

    /**
     * {@return why the room is not in the directory}
     *
     * @throws IllegalStateException if it is
     */
    public RoomRefusal refusal() {
        if (refusal == null) {
            throw new IllegalStateException(this + " is no refusal");
        }
        return refusal;
    }
}
