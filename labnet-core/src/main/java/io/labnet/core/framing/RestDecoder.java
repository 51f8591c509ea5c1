// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decodes all remaining bytes, possibly none, at the end of a frame or of the input. */
final class RestDecoder implements Decoder<byte[]> {
    private boolean taken;

    @Override
    public byte @Nullable [] decode(ByteBuffer in, Boundary boundary) {
        if (boundary != Boundary.FRAME && boundary != Boundary.END) {
            return null;
        }
        taken = true;
        return Frames.take(in, in.remaining());
    }

    @Override
    public byte @Nullable [] atBoundary(Boundary boundary) {
        return boundary == Boundary.END && !taken ? new byte[0] : null;
    }
}
