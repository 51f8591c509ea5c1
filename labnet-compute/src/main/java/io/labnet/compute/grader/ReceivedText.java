// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.internal.decimal.DecimalNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An excerpt, for a report, of a text of any length. */
final class ReceivedText {
    /** The length of each of the two ends that are shown of a long text; a short one is shown whole. */
    private static final int MAX_AT_AN_END = 160;

    private static final int PIECE_BYTES = 8 * 1024;

    private byte[] ends = {};
    private long length;

    static ReceivedText of(DecimalNumber number) {
        ReceivedText text = new ReceivedText();
        ByteBuffer digits = ByteBuffer.allocate(Math.min(PIECE_BYTES, number.digitCount()));
        for (int from = 0; from < number.digitCount(); from += digits.limit()) {
            number.read(from, digits.clear());
            text.add(digits.flip());
        }
        return text;
    }

    void add(ByteBuffer bytes) {
        length += bytes.remaining();
        byte[] all = Arrays.copyOf(ends, ends.length + bytes.remaining());
        bytes.get(all, ends.length, bytes.remaining());
        int tail = all.length - MAX_AT_AN_END;
        if (tail > MAX_AT_AN_END) {
            System.arraycopy(all, tail, all, MAX_AT_AN_END, MAX_AT_AN_END);
            all = Arrays.copyOf(all, 2 * MAX_AT_AN_END);
        }
        ends = all;
    }

    long length() {
        return length;
    }

    @Override
    public String toString() {
        if (length == ends.length) {
            return new String(ends, StandardCharsets.UTF_8);
        }
        return new String(ends, 0, MAX_AT_AN_END, StandardCharsets.UTF_8)
                + "..."
                + new String(ends, MAX_AT_AN_END, MAX_AT_AN_END, StandardCharsets.UTF_8)
                + " (" + length + " bytes)";
    }
}
