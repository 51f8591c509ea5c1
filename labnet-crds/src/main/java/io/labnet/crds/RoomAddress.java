// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.EscapedText;
import java.util.Objects;

/**
 * The address of a room: a multicast group and a UDP port.
 *
 * @param group an IPv4 address within 239.0.0.0/8 as a dotted quad without leading zeros
 * @param port the port, 1 to 65,535
 */
public record RoomAddress(String group, int port) {
    /**
     * Creates an address.
     *
     * @param group an IPv4 address within 239.0.0.0/8 as a dotted quad without leading zeros
     * @param port the port, 1 to 65,535
     * @throws IllegalArgumentException if the group or the port is invalid
     */
    public RoomAddress {
        Objects.requireNonNull(group, "group");
        RoomRefusal refusal = RoomRules.ofGroup(group);
        if (refusal == RoomRefusal.ADDRESS_MALFORMED) {
            throw new IllegalArgumentException(
                    "address '" + EscapedText.of(group) + "' is not a dotted quad such as 239.0.0.10");
        }
        if (refusal != null) {
            throw new IllegalArgumentException("address " + group + " lies outside 239.0.0.0/8");
        }
        if (RoomRules.ofPort(port) != null) {
            throw new IllegalArgumentException("port " + port + " lies outside 1 to 65535");
        }
    }

    /** {@return the address as in a listing, such as {@code 239.0.0.10:5000}} */
    @Override
    public String toString() {
        return group + ":" + port;
    }
}
