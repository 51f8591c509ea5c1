// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import io.labnet.examples.compute.decimal.DecimalNumber;
import java.util.Objects;

/**
 * The next digits of an answer. A short answer is one piece; a long one is many, so that it is never written out as a
 * whole.
 *
 * @param number the answer
 * @param from the first digit of the piece, 0 for the highest of the number
 * @param count how many digits the piece has
 */
public record AnswerPiece(DecimalNumber number, int from, int count) implements ComputeReply {
    /**
     * Checks the bounds.
     *
     * @param number the answer
     * @param from the first digit of the piece
     * @param count how many digits the piece has
     * @throws IndexOutOfBoundsException if the number has not so many digits
     */
    public AnswerPiece {
        Objects.checkFromIndexSize(from, count, number.digitCount());
    }
}
