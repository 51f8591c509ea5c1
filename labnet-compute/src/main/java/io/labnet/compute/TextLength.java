// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

/**
 * Announces a text. If it is not empty, its {@link TextPiece pieces} follow.
 *
 * @param bytes how long the text is, 0 to 2<sup>63</sup>&minus;1 bytes
 */
public record TextLength(long bytes) implements ComputeRequest {
    /**
     * Checks the length.
     *
     * @param bytes how long the text is
     * @throws IllegalArgumentException if it is negative
     */
    public TextLength {
        if (bytes < 0) {
            throw new IllegalArgumentException("a text of " + bytes + " bytes");
        }
    }
}
