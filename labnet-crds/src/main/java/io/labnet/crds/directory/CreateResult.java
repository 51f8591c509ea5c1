// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import io.labnet.crds.RoomRefusal;
import org.jspecify.annotations.Nullable;

/** The result of {@link RoomDirectory#create}. */
public enum CreateResult {
    /** The room was added at the end of the directory. */
    CREATED(null),
    /** The room has replaced the room of the same name. */
    REPLACED(null),
    /** The directory is unchanged: a room with this name exists. */
    NAME_TAKEN(RoomRefusal.NAME_TAKEN),
    /** The directory is unchanged: another room has the address and port. */
    ADDRESS_TAKEN(RoomRefusal.ADDRESS_TAKEN),
    /** The directory is unchanged: it has the maximum number of rooms. */
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
     * {@return why the room was refused}
     *
     * @throws IllegalStateException if the room was not refused
     */
    public RoomRefusal refusal() {
        if (refusal == null) {
            throw new IllegalStateException(this + " is not a refusal");
        }
        return refusal;
    }
}
