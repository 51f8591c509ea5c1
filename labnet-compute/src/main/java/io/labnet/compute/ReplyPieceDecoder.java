// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a server's replies as they come. A reply does not say where it ends, and a server may put the UUID in front: only
 * who asked can tell what a whole answer is. So there are pieces, and a last one, empty, at each pause.
 */
public final class ReplyPieceDecoder implements Decoder<TextPiece> {
    /** Makes a decoder, which holds no state. */
    public ReplyPieceDecoder() {}

    @Override
    public TextPiece decode(ByteBuffer in, Boundary boundary) {
        return TextPiece.take(in, in.remaining(), false);
    }

    @Override
    public @Nullable TextPiece atBoundary(Boundary boundary) {
        return boundary == Boundary.PAUSE ? TextPiece.END : null;
    }
}
