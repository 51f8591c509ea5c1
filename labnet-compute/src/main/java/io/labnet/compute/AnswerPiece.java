// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

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
     * Shows the digits.
     *
     * @return a read-only view of its own, from the first digit to the last
     */
    @Override
    public ByteBuffer digits() {
        return digits.duplicate();
    }
}
