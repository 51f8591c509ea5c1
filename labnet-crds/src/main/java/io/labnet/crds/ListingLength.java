// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.EscapedText;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;

/** What can be wrong with the eight bytes that a listing begins with. */
final class ListingLength {
    private ListingLength() {}

    /** Whether fewer than eight bytes can begin a length: no listing is so long that one of the first four is not zero. */
    static boolean isBegun(ByteBuffer in) {
        for (int i = 0; i < Math.min(in.remaining(), Integer.BYTES); i++) {
            if (in.get(in.position() + i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Explains fewer than eight bytes that begin no length. */
    static String missing(ByteBuffer in) {
        return "the answer is " + shown(in, in.remaining())
                + ", where 8 bytes of length and the lines belong: was the length left out, or has it fewer bytes?";
    }

    /** Explains eight bytes or more that begin with no length up to a limit. */
    static String problem(ByteBuffer in, int limit) {
        String bytes = shown(in.slice(in.position(), Long.BYTES), Long.BYTES);
        if (isText(in)) {
            return "the 8 length bytes read " + bytes + ": was the length left out? The answer is "
                    + shown(in, WireText.SHOWN_BYTES);
        }
        long length = in.getLong(in.position());
        String problem = "a listing of " + Long.toUnsignedString(length) + " bytes (the 8 length bytes are " + bytes
                + ") is larger than the limit of " + limit;
        long swapped = Long.reverseBytes(length);
        if (swapped > 0 && swapped <= limit) {
            return problem + "; in the other byte order it is " + swapped + ": use struct '!Q'";
        }
        int ofFourBytes = (int) (length >>> Integer.SIZE);
        return ofFourBytes > 0 && ofFourBytes <= limit
                ? problem + "; the first 4 bytes alone are " + ofFourBytes + ": the length has 8 bytes"
                : problem;
    }

    private static boolean isText(ByteBuffer in) {
        for (int i = 0; i < Long.BYTES; i++) {
            byte b = in.get(in.position() + i);
            boolean lineEnd = b == '\n' || b == '\r';
            if ((b >= 0 && b < ' ' && !lineEnd) || b == 0x7f || b == (byte) 0xff) {
                return false;
            }
        }
        return true;
    }

    private static String shown(ByteBuffer in, int most) {
        return EscapedText.ofBytes(in, most);
    }
}
