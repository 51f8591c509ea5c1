// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A decoder that counts the bytes which another decoder skips before its first message. The other decoder's offsets of
 * refusals do not include these bytes.
 */
final class SkipCounter<T> implements Decoder<T> {
    private final Decoder<T> decoder;
    private int skipped;
    private boolean decoded;

    SkipCounter(Decoder<T> decoder) {
        this.decoder = decoder;
    }

    @Override
    public @Nullable T decode(ByteBuffer in, Boundary boundary) {
        int start = in.position();
        T message = decoder.decode(in, boundary);
        decoded |= message != null;
        skipped += decoded ? 0 : in.position() - start;
        return message;
    }

    int skipped() {
        return skipped;
    }
}
