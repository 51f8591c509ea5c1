// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import io.labnet.crds.RoomListing;

/** The outcome of {@link CrdsClient#delete}, as shown by the listings before and after it. */
public enum DeleteOutcome {
    /** The room was in the directory, and is not any more. */
    DELETED,
    /** There was no such room. */
    NO_SUCH_ROOM,
    /** The room is still in the directory, or has been created again. */
    STILL_THERE;

    static DeleteOutcome of(String name, RoomListing before, RoomListing after) {
        if (after.has(name)) {
            return STILL_THERE;
        }
        return before.has(name) ? DELETED : NO_SUCH_ROOM;
    }
}
