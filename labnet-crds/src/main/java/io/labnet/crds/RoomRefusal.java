// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import java.util.Objects;

/**
 * The reason why a directory refuses to create a room. The protocol has no reply to makeroom: the server counts
 * and logs a refused room, and the conversation continues.
 */
public enum RoomRefusal {
    /** The name is empty. */
    NAME_EMPTY("its name is empty"),
    /** The name is longer than {@link Room#MAX_NAME_BYTES}. Impossible on the wire, where the length is one byte. */
    NAME_TOO_LONG("its name has more than " + Room.MAX_NAME_BYTES + " bytes"),
    /** The name is not UTF-8. */
    NAME_NOT_UTF8("its name is not UTF-8"),
    /** The name contains a control character, which could forge lines of a listing. */
    NAME_HAS_CONTROL_CHARACTER("its name has a control character"),
    /** The address is not four numbers of 0 to 255 without leading zeros, separated by dots. */
    ADDRESS_MALFORMED("its address is not a dotted quad such as 239.0.0.10"),
    /** The address is outside 239.0.0.0/8. */
    ADDRESS_OUT_OF_RANGE("its address lies outside 239.0.0.0/8"),
    /** The port is not one to five digits. */
    PORT_MALFORMED("its port is not one to five digits"),
    /** The port is 0 or larger than 65,535. */
    PORT_OUT_OF_RANGE("its port lies outside 1 to 65535"),
    /** Another room has the name. */
    NAME_TAKEN("its name is taken"),
    /** Another room has the address with the port. */
    ADDRESS_TAKEN("its address and port are taken"),
    /** The directory has the maximum number of rooms. */
    DIRECTORY_FULL("the directory is full"),
    /** The directory failed, for instance because a database could not be reached. */
    DIRECTORY_FAILED("the directory failed");

    private final String reason;

    RoomRefusal(String reason) {
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** {@return the reason as part of a sentence about the room, such as {@code its name is empty}} */
    public String reason() {
        return reason;
    }
}
