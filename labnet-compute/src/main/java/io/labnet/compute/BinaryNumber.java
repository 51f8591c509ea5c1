// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A number that a client sent as bytes, as C and Python's {@code struct} pack it, where decimal text is expected. */
final class BinaryNumber {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private BinaryNumber() {}

    /** Shows bytes of a buffer from its position on, 8 at most. */
    static String hex(ByteBuffer in, int length) {
        return "bytes " + HEX.formatHex(bytes(in, Math.min(length, Long.BYTES))) + (length > Long.BYTES ? " ..." : "");
    }

    /** Says what to send instead, as far as the bytes tell which number was meant. */
    static String advice(ByteBuffer in, int length, int maxN) {
        int digits = RequestToken.digits(in);
        if (digits > 0) {
            return ": send \"" + RequestToken.text(in, digits) + "\" alone";
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

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(in.position(), bytes);
        return bytes;
    }
}
