// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A decoder that limits the input of another decoder to the size of the largest message. A conversation limits only the
 * size of whole messages. Therefore, this class limits the parts of a message, and the content of a frame.
 */
final class BoundedDecoder<T> implements Decoder<T> {
    private final Decoder<T> decoder;
    private final int maxBytes;

    BoundedDecoder(Decoder<T> decoder, int maxBytes) {
        this.decoder = decoder;
        this.maxBytes = maxBytes;
    }

    @Override
    public @Nullable T decode(ByteBuffer in, Boundary boundary) {
        if (in.remaining() <= maxBytes) {
            return decoder.decode(in, boundary);
        }
        int start = in.position();
        int end = in.limit();
        in.limit(start + maxBytes);
        T message;
        try {
            message = decoder.decode(in, Boundary.MORE);
        } finally {
            in.limit(end);
        }
        if (message == null && in.position() == start) {
            throw new ProtocolException(
                    Reason.TOO_LARGE, maxBytes, "a message is larger than the limit of " + maxBytes + " bytes");
        }
        return message;
    }

    @Override
    public @Nullable T atBoundary(Boundary boundary) {
        return decoder.atBoundary(boundary);
    }
}
