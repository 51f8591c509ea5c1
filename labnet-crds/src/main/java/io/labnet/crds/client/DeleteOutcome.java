// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import io.labnet.crds.RoomListing;

/** What became of a room that a {@link CrdsClient} asked to be deleted, as the listings before and after show it. */
public enum DeleteOutcome {
    /** The room is gone. */
    DELETED,
    /** There was no such room. */
    NO_SUCH_ROOM,
    /** The room is still there, or again. */
    STILL_THERE;

    static DeleteOutcome of(String name, RoomListing before, RoomListing after) {
        if (after.has(name)) {
            return STILL_THERE;
        }
        return before.has(name) ? DELETED : NO_SUCH_ROOM;
    }
}
