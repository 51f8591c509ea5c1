// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.internal.WhiteSpace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** Where things end in a stream without delimiters. */
final class RequestToken {
    /** How long a number may be, zeros in front included: what is longer is not read to its end. */
    static final int MAX_BYTES = 64;

    private RequestToken() {}

    /**
     * Finds where a token ends: at white space, where a request word begins, at {@link #MAX_BYTES}, or where the sender
     * has paused.
     *
     * @return its length, at least 1; -1 when that can't be told yet
     */
    static int length(ByteBuffer in, boolean paused) {
        return length(in, paused, MAX_BYTES, WhiteSpace::is);
    }

    /** Finds where a number ends that is no text: where a request word begins, after 8 bytes, or where the sender has paused. */
    static int binaryLength(ByteBuffer in, boolean paused) {
        return length(in, paused, Long.BYTES, b -> false);
    }

    /** Finds where a name ends: at a line feed, where a request word begins, or where the sender has paused. */
    static int nameLength(ByteBuffer in, boolean paused) {
        return length(in, paused, ClientName.MAX_BYTES + 1, b -> b == '\n');
    }

    /** Finds the first byte of {@code in} that is no decimal digit, {@link #MAX_BYTES} at most. */
    static int digits(ByteBuffer in) {
        int most = Math.min(in.remaining(), MAX_BYTES);
        int length = 0;
        while (length < most && isDigit(in.get(in.position() + length))) {
            length++;
        }
        return length;
    }

    /** Tells whether bytes from the position on are all printable ASCII. */
    static boolean isPrintable(ByteBuffer in, int length) {
        for (int i = 0; i < length; i++) {
            byte b = in.get(in.position() + i);
            if (b < ' ' || b > '~') {
                return false;
            }
        }
        return true;
    }

    /** Reads bytes as text; those that are no UTF-8 become question marks in a box. */
    static String text(ByteBuffer in, int length) {
        return StandardCharsets.UTF_8.decode(in.slice(in.position(), length)).toString();
    }

    private static int length(ByteBuffer in, boolean paused, int most, IntPredicate end) {
        int start = in.position();
        for (int length = 1; length < most; length++) {
            int index = start + length;
            if (index == in.limit()) {
                return paused ? length : -1;
            }
            byte next = in.get(index);
            if (end.test(next) || RequestWord.at(in, index) != null) {
                return length;
            }
            if (!paused && RequestWord.mayBegin(in, index)) {
                return -1;
            }
        }
        return most;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
