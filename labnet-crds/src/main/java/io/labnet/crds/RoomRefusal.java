// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import java.util.Objects;

/**
 * Why a directory has no room although it was asked to make it. The protocol has no answer for that: a refused room is
 * counted and logged, and the conversation goes on.
 */
public enum RoomRefusal {
    /** The name is empty. */
    NAME_EMPTY("its name is empty"),
    /** The name is longer than {@link Room#MAX_NAME_BYTES}. Never so on the wire, where a length is one byte. */
    NAME_TOO_LONG("its name has more than " + Room.MAX_NAME_BYTES + " bytes"),
    /** The name is not UTF-8. */
    NAME_NOT_UTF8("its name is not UTF-8"),
    /** The name has a control character, which could forge lines of a listing. */
    NAME_HAS_CONTROL_CHARACTER("its name has a control character"),
    /** The address is not four numbers of 0 to 255 without leading zeros, parted by dots. */
    ADDRESS_MALFORMED("its address is no dotted quad such as 239.0.0.10"),
    /** The address lies outside 239.0.0.0/8. */
    ADDRESS_OUT_OF_RANGE("its address lies outside 239.0.0.0/8"),
    /** The port is not one to five digits. */
    PORT_MALFORMED("its port is no number of one to five digits"),
    /** The port is 0 or larger than 65,535. */
    PORT_OUT_OF_RANGE("its port lies outside 1 to 65535"),
    /** Another room has the name. */
    NAME_TAKEN("its name is taken"),
    /** Another room has the address with the port. */
    ADDRESS_TAKEN("its address and port are taken"),
    /** There are as many rooms as there may be. */
    DIRECTORY_FULL("the directory is full"),
    /** The directory failed, such as a database that could not be reached. */
    DIRECTORY_FAILED("the directory failed");

    private final String reason;

    RoomRefusal(String reason) {
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** {@return the reason as a part of a sentence about the room, such as {@code its name is empty}} */
    public String reason() {
        return reason;
    }
}
