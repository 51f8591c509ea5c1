// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader.internal;

import io.labnet.compute.internal.decimal.DecimalNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The beginning and the end of a received text, as an excerpt for the report. */
public final class ReceivedText {
    /** The number of bytes shown from the start and from the end of a long text; a short one is shown complete. */
    private static final int EXCERPT_BYTES = 160;

    private static final int PIECE_BYTES = 8 * 1024;

    private byte[] ends = {};
    private long length;

    public static ReceivedText of(DecimalNumber number) {
        ReceivedText text = new ReceivedText();
        ByteBuffer digits = ByteBuffer.allocate(Math.min(PIECE_BYTES, number.digitCount()));
        for (int from = 0; from < number.digitCount(); from += digits.limit()) {
            number.read(from, digits.clear());
            text.add(digits.flip());
        }
        return text;
    }

    public void add(ByteBuffer bytes) {
        length += bytes.remaining();
        byte[] all = Arrays.copyOf(ends, ends.length + bytes.remaining());
        bytes.get(all, ends.length, bytes.remaining());
        int tail = all.length - EXCERPT_BYTES;
        if (tail > EXCERPT_BYTES) {
            System.arraycopy(all, tail, all, EXCERPT_BYTES, EXCERPT_BYTES);
            all = Arrays.copyOf(all, 2 * EXCERPT_BYTES);
        }
        ends = all;
    }

    public long length() {
        return length;
    }

    /**
     * Returns whether the text ends with a word.
     *
     * @param word ASCII, at most 160 characters
     */
    public boolean endsWith(byte[] word) {
        int begin = ends.length - word.length;
        return begin >= 0 && Arrays.equals(ends, begin, ends.length, word, 0, word.length);
    }

    @Override
    public String toString() {
        if (length == ends.length) {
            return new String(ends, StandardCharsets.UTF_8);
        }
        return new String(ends, 0, EXCERPT_BYTES, StandardCharsets.UTF_8)
                + "..."
                + new String(ends, EXCERPT_BYTES, EXCERPT_BYTES, StandardCharsets.UTF_8)
                + " (" + length + " bytes)";
    }
}
