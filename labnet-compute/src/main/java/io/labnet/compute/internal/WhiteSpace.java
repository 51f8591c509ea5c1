// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.internal;

import java.nio.ByteBuffer;

/** The six ASCII bytes of white space, around what both sides send. */
public final class WhiteSpace {
    private WhiteSpace() {}

    /** Skips white space. */
    public static void skip(ByteBuffer in) {
        while (in.hasRemaining() && is(in.get(in.position()))) {
            in.get();
        }
    }

    /** Tells how much of so many bytes is left without the white space at their end. */
    public static int stripped(ByteBuffer in, int length) {
        int end = length;
        while (end > 0 && is(in.get(in.position() + end - 1))) {
            end--;
        }
        return end;
    }

    public static boolean is(int b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }
}
