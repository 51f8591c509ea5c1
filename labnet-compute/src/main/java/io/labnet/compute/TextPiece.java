// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.ByteSink;
import java.nio.ByteBuffer;

/**
 * A part of a text as it arrived. The boundaries between pieces have no meaning, and may split a character.
 *
 * @param bytes the bytes, possibly none; copied
 * @param last whether the text ends here
 */
public record TextPiece(ByteBuffer bytes, boolean last) implements ComputeRequest {
    /** An empty last piece, for a text whose end is known only after its last byte. */
    public static final TextPiece END = new TextPiece(ByteBuffer.allocate(0), true);

    /**
     * Copies the buffer's remaining bytes; its position does not change.
     *
     * @param bytes the bytes
     * @param last whether the text ends here
     */
    public TextPiece {
        bytes = ByteBuffer.allocate(bytes.remaining())
                .put(bytes.duplicate())
                .flip()
                .asReadOnlyBuffer();
    }

    /**
     * Returns the bytes.
     *
     * @return a new read-only view of all bytes
     */
    @Override
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    @Override
    public void writeTo(ByteSink out) {
        out.put(bytes());
    }

    static TextPiece take(ByteBuffer in, int length, boolean last) {
        TextPiece piece = new TextPiece(in.slice(in.position(), length), last);
        in.position(in.position() + length);
        return piece;
    }
}
