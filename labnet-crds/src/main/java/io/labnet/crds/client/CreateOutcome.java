// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import io.labnet.crds.Room;
import io.labnet.crds.RoomListing;

/** The outcome of {@link CrdsClient#create}, as shown by the listings before and after it. */
public enum CreateOutcome {
    /** The room is in the directory now, and was not before. */
    CREATED,
    /** The room is in the directory, and replaced another room of its name. */
    REPLACED,
    /**
     * The same room was already in the directory. The listings do not show whether the server replaced it with itself.
     */
    ALREADY_THERE,
    /** The room is not in the directory: another room has its name, but none has its address and port. */
    NAME_TAKEN,
    /** The room is not in the directory: another room has its address and port, but none has its name. */
    ADDRESS_TAKEN,
    /** The room is not in the directory: a room has its name, and a room has its address and port. */
    NAME_AND_ADDRESS_TAKEN,
    /**
     * The room is not in the directory, and the listing does not show why: the directory may be full or have other
     * rules, or another client has deleted the room since.
     */
    NOT_THERE;

    /** {@return whether the room was created or replaced another} */
    public boolean succeeded() {
        return this == CREATED || this == REPLACED;
    }

    static CreateOutcome of(Room room, RoomListing before, RoomListing after) {
        if (after.rooms().contains(room)) {
            if (before.rooms().contains(room)) {
                return ALREADY_THERE;
            }
            return before.has(room.name()) ? REPLACED : CREATED;
        }
        boolean addressTaken =
                after.rooms().stream().anyMatch(other -> other.address().equals(room.address()));
        if (after.has(room.name())) {
            return addressTaken ? NAME_AND_ADDRESS_TAKEN : NAME_TAKEN;
        }
        return addressTaken ? ADDRESS_TAKEN : NOT_THERE;
    }
}
