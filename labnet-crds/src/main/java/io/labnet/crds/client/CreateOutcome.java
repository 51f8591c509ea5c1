// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import io.labnet.crds.Room;
import io.labnet.crds.RoomListing;

/** What became of a room that a {@link CrdsClient} asked for, as the listings before and after show it. */
public enum CreateOutcome {
    /** The room is there, and was not before. */
    CREATED,
    /** The room is there, in the place of another one of its name. */
    REPLACED,
    /**
     * The very same room was there before. A server that has rooms take the place of others may have put it there once
     * more, which shows nowhere.
     */
    ALREADY_THERE,
    /** The room is not there: another one has its name, and none its address with the port. */
    NAME_TAKEN,
    /** The room is not there: another one has its address with the port, and none its name. */
    ADDRESS_TAKEN,
    /** The room is not there: another one has its name, and a third its address with the port. Each is a reason. */
    NAME_AND_ADDRESS_TAKEN,
    /**
     * The room is not there, and the listing does not show why: the server may be full or have rules of its own, or
     * somebody else has deleted it since.
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
