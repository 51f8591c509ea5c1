// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.EscapedText;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A chat room: its name and its multicast address.
 *
 * @param name 1 to {@value #MAX_NAME_BYTES} bytes in UTF-8, with no control character (those of ISO 8859: U+0000 to
 *     U+001F and U+007F to U+009F) and no unpaired surrogate. Anything else is allowed, even U+2028 and characters that
 *     change the direction of text, so programs must escape names for display. Names are compared exactly, without case
 *     folding or normalization
 * @param address the multicast group and port
 */
public record Room(String name, RoomAddress address) {
    /** The maximum length of a name in bytes of UTF-8, since the length field has one byte. */
    public static final int MAX_NAME_BYTES = 255;

    /**
     * Creates a room.
     *
     * @param name the name of the room
     * @param address the multicast group and port
     * @throws IllegalArgumentException if the name is invalid
     */
    public Room {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        RoomRefusal refusal = RoomRules.ofName(name);
        if (refusal == RoomRefusal.NAME_TOO_LONG) {
            int length = name.getBytes(StandardCharsets.UTF_8).length;
            throw new IllegalArgumentException(
                    "a name of " + length + " bytes is longer than the limit of " + MAX_NAME_BYTES);
        }
        if (refusal != null) {
            throw new IllegalArgumentException(
                    "'" + EscapedText.of(name) + "' cannot name a room: " + refusal.reason());
        }
    }

    /**
     * Creates a room from its three fields.
     *
     * @param name the name of the room
     * @param group an IPv4 address within 239.0.0.0/8 as a dotted quad without leading zeros
     * @param port the port, 1 to 65,535
     * @throws IllegalArgumentException if the name, the group or the port is invalid
     */
    public Room(String name, String group, int port) {
        this(name, new RoomAddress(group, port));
    }

    /**
     * {@return whether a name is a valid name of a room}
     *
     * @param name any text
     */
    public static boolean isName(String name) {
        return RoomRules.ofName(Objects.requireNonNull(name, "name")) == null;
    }

    /** {@return the multicast group, a dotted quad} */
    public String group() {
        return address.group();
    }

    /** {@return the port, 1 to 65,535} */
    public int port() {
        return address.port();
    }

    /** {@return the room as a line of a listing, such as {@code room1: 239.0.0.10:5000}} */
    @Override
    public String toString() {
        return name + ": " + address;
    }
}
