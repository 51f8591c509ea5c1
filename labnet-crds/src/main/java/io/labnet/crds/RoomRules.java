// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import org.jspecify.annotations.Nullable;

/** The rules for the name, the address and the port of a room. */
final class RoomRules {
    private static final int QUAD_PARTS = 4;
    private static final int OCTET_DIGITS = 3;
    private static final int PORT_DIGITS = 5;

    /**
     * The beginning of an address in 239.0.0.0/8, the multicast addresses for use within an organisation (RFC 2365).
     */
    private static final String NETWORK = "239.";

    private RoomRules() {}

    static @Nullable RoomRefusal ofName(String name) {
        if (name.isEmpty()) {
            return RoomRefusal.NAME_EMPTY;
        }
        int bytes = 0;
        RoomRefusal refusal = null;
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            i += Character.charCount(c);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return RoomRefusal.NAME_NOT_UTF8;
            }
            if (Character.isISOControl(c)) {
                refusal = RoomRefusal.NAME_HAS_CONTROL_CHARACTER;
            }
        }
        return bytes > Room.MAX_NAME_BYTES ? RoomRefusal.NAME_TOO_LONG : refusal;
    }

    static @Nullable RoomRefusal ofGroup(String group) {
        String[] parts = group.split("\\.", -1);
        if (parts.length != QUAD_PARTS) {
            return RoomRefusal.ADDRESS_MALFORMED;
        }
        for (String part : parts) {
            boolean leadingZero = part.length() > 1 && part.charAt(0) == '0';
            if (leadingZero || !isNumber(part, OCTET_DIGITS) || Integer.parseInt(part) > 255) {
                return RoomRefusal.ADDRESS_MALFORMED;
            }
        }
        return group.startsWith(NETWORK) ? null : RoomRefusal.ADDRESS_OUT_OF_RANGE;
    }

    static @Nullable RoomRefusal ofPort(String port) {
        return isNumber(port, PORT_DIGITS) ? ofPort(Integer.parseInt(port)) : RoomRefusal.PORT_MALFORMED;
    }

    static @Nullable RoomRefusal ofPort(int port) {
        return port >= 1 && port <= 0xffff ? null : RoomRefusal.PORT_OUT_OF_RANGE;
    }

    /** Returns the refusal of the first invalid field of a command, or {@code null} if the room is valid. */
    static @Nullable RoomRefusal ofRoom(String name, String group, String port) {
        RoomRefusal refusal = ofName(name);
        refusal = refusal == null ? ofGroup(group) : refusal;
        return refusal == null ? ofPort(port) : refusal;
    }

    private static boolean isNumber(String text, int mostDigits) {
        if (text.isEmpty() || text.length() > mostDigits) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
