// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.internal.decimal.DecimalNumber;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A text of any length, for a report: as much of it as a person wants to read. */
final class HeardText {
    /** A short answer is shown whole, of a long one both ends. */
    private static final int MOST_AT_AN_END = 160;

    private static final int PIECE_BYTES = 8 * 1024;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] tail = new byte[MOST_AT_AN_END];
    private long length;

    /** Shows a number. */
    static HeardText of(DecimalNumber number) {
        HeardText text = new HeardText();
        ByteBuffer digits = ByteBuffer.allocate(Math.min(PIECE_BYTES, number.digitCount()));
        for (int from = 0; from < number.digitCount(); from += digits.limit()) {
            number.read(from, digits.clear());
            text.add(digits.flip());
        }
        return text;
    }

    void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (length < MOST_AT_AN_END) {
                head.write(b);
            } else {
                tail[(int) (length % MOST_AT_AN_END)] = b;
            }
            length++;
        }
    }

    /** Tells how many bytes there were. */
    long length() {
        return length;
    }

    @Override
    public String toString() {
        String text = head.toString(StandardCharsets.UTF_8);
        if (length <= MOST_AT_AN_END) {
            return text;
        }
        int more = (int) Math.min(MOST_AT_AN_END, length - MOST_AT_AN_END);
        byte[] end = new byte[more];
        for (int i = 0; i < more; i++) {
            end[i] = tail[(int) ((length - more + i) % MOST_AT_AN_END)];
        }
        boolean whole = length <= 2 * MOST_AT_AN_END;
        return text
                + (whole ? "" : "...")
                + new String(end, StandardCharsets.UTF_8)
                + (whole ? "" : " (" + length + " bytes)");
    }
}
