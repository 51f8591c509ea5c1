// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import java.util.Objects;

/**
 * Tells where a room is.
 *
 * @param address where its members meet
 */
public record RoomFound(RoomAddress address) implements FindReply {
    /**
     * Makes the answer.
     *
     * @param address where the members of the room meet
     */
    public RoomFound {
        Objects.requireNonNull(address, "address");
    }
}
