// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.compute.internal.decimal.DecimalNumber;
import java.nio.ByteBuffer;

/**
 * The next digits of an answer. A short answer is one piece; a long one is many, so that it is never written out as a
 * whole.
 *
 * @param digits decimal digits in ASCII; not copied, so that they must not change any more
 */
public record AnswerPiece(ByteBuffer digits) implements ComputeReply {
    /**
     * Makes a piece.
     *
     * @param digits decimal digits in ASCII
     */
    public AnswerPiece {
        digits = digits.slice().asReadOnlyBuffer();
    }

    /**
     * Writes digits of a number out.
     *
     * @param number the number
     * @param from the first digit, 0 for the highest
     * @param most how many digits there are in the piece, unless the number ends before
     * @return the piece
     * @throws IndexOutOfBoundsException if the number has no such digit
     */
    public static AnswerPiece of(DecimalNumber number, int from, int most) {
        ByteBuffer digits = ByteBuffer.allocate(Math.min(most, number.digitCount() - from));
        number.read(from, digits);
        return new AnswerPiece(digits.flip());
    }

    /**
     * Shows the digits.
     *
     * @return a read-only view of its own, from the first digit to the last
     */
    @Override
    public ByteBuffer digits() {
        return digits.duplicate();
    }
}
