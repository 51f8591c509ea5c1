// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.compute.ComputeRequest.ClientName;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.IntPredicate;

/** Functions that find and read tokens in a stream without delimiters, from a buffer's position on. */
final class RequestToken {
    /** The longest token that is read, in bytes, such as a number with leading zeros. */
    static final int MAX_BYTES = 64;

    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private RequestToken() {}

    /**
     * Finds where a token ends: at white space, where a request word begins, at {@link #MAX_BYTES}, or where the sender
     * has paused.
     *
     * @return its length, at least 1; -1 if more input is needed
     */
    static int length(ByteBuffer in, boolean paused) {
        return length(in, paused, MAX_BYTES, RequestToken::isWhiteSpace);
    }

    /**
     * Finds where a binary number ends: where a request word begins, after 8 bytes, or where the sender has paused.
     */
    static int binaryLength(ByteBuffer in, boolean paused) {
        return length(in, paused, Long.BYTES, b -> false);
    }

    /** Finds where a name ends: at a line feed, where a request word begins, or where the sender has paused. */
    static int nameLength(ByteBuffer in, boolean paused) {
        return length(in, paused, ClientName.MAX_BYTES + 1, b -> b == '\n');
    }

    static void skipWhiteSpace(ByteBuffer in) {
        while (in.hasRemaining() && isWhiteSpace(in.get(in.position()))) {
            in.get();
        }
    }

    /** Counts the leading decimal digits, {@link #MAX_BYTES} at most. */
    static int digits(ByteBuffer in) {
        int most = Math.min(in.remaining(), MAX_BYTES);
        int length = 0;
        while (length < most && in.get(in.position() + length) >= '0' && in.get(in.position() + length) <= '9') {
            length++;
        }
        return length;
    }

    /** Counts the bytes that are not the first byte of a character in UTF-8. Examines eight bytes at a time. */
    static long continuations(ByteBuffer in, int length) {
        int at = in.position();
        int end = at + length;
        long count = 0;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long bytes = in.getLong(at);
            count += Long.bitCount(bytes & ~(bytes << 1) & HIGHEST_BITS);
        }
        for (; at < end; at++) {
            count += (in.get(at) & 0xc0) == 0x80 ? 1 : 0;
        }
        return count;
    }

    static boolean isPrintable(ByteBuffer in, int length) {
        for (int i = 0; i < length; i++) {
            byte b = in.get(in.position() + i);
            if (b < ' ' || b > '~') {
                return false;
            }
        }
        return true;
    }

    /** Decodes bytes as UTF-8; malformed ones become U+FFFD. */
    static String text(ByteBuffer in, int length) {
        return StandardCharsets.UTF_8.decode(in.slice(in.position(), length)).toString();
    }

    /** Decodes bytes as UTF-8, without trailing white space. */
    static String strippedText(ByteBuffer in, int length) {
        int end = length;
        while (end > 0 && isWhiteSpace(in.get(in.position() + end - 1))) {
            end--;
        }
        return text(in, end);
    }

    /** Formats at most 8 bytes in hexadecimal. */
    static String hex(ByteBuffer in, int length) {
        return "bytes " + HEX.formatHex(bytes(in, Math.min(length, Long.BYTES))) + (length > Long.BYTES ? " ..." : "");
    }

    /**
     * Returns advice to send text instead of a binary number, as packed by C or Python's {@code struct}. It includes
     * the number if the bytes show which number was meant.
     */
    static String advice(ByteBuffer in, int length, int maxN) {
        int digits = digits(in);
        if (digits > 0) {
            return ": send \"" + text(in, digits) + "\" alone";
        }
        byte[] bigEndian = bytes(in, length);
        byte[] littleEndian = new byte[length];
        for (int i = 0; i < length; i++) {
            littleEndian[i] = bigEndian[length - 1 - i];
        }
        BigInteger least = new BigInteger(1, bigEndian).min(new BigInteger(1, littleEndian));
        boolean known = Integer.bitCount(length) == 1 && least.compareTo(BigInteger.valueOf(maxN)) <= 0;
        return known ? ": send \"" + least + "\"" : " such as \"7\"";
    }

    private static int length(ByteBuffer in, boolean paused, int most, IntPredicate end) {
        int start = in.position();
        for (int length = 1; length < most; length++) {
            int index = start + length;
            if (index == in.limit()) {
                return paused ? length : -1;
            }
            if (end.test(in.get(index)) || RequestWord.at(in, index) != null) {
                return length;
            }
            if (!paused && RequestWord.mayBegin(in, index)) {
                return -1;
            }
        }
        return most;
    }

    private static boolean isWhiteSpace(int b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(in.position(), bytes);
        return bytes;
    }
}
