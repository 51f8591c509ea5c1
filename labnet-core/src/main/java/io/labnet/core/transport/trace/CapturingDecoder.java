// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A decoder that returns the messages of another decoder together with their bytes. */
final class CapturingDecoder<M> implements Decoder<CapturingDecoder.Captured<M>> {
    /** A message with its first bytes and its length. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Captured<M>(M message, byte[] bytes, long length) {}

    private final Decoder<? extends M> decoder;
    private final ByteArrayOutputStream first = new ByteArrayOutputStream(0);
    private long length;

    CapturingDecoder(Decoder<? extends M> decoder) {
        this.decoder = decoder;
    }

    @Override
    public @Nullable Captured<M> decode(ByteBuffer in, Boundary boundary) {
        ByteBuffer bytes = in.duplicate();
        M message = decoder.decode(in, boundary);
        bytes.limit(in.position());
        length += bytes.remaining();
        while (bytes.hasRemaining() && first.size() < Entry.MAX_BYTES) {
            first.write(bytes.get());
        }
        return captured(message);
    }

    @Override
    public @Nullable Captured<M> atBoundary(Boundary boundary) {
        return captured(decoder.atBoundary(boundary));
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        return decoder.incomplete(rest, event);
    }

    private @Nullable Captured<M> captured(@Nullable M message) {
        if (message == null) {
            return null;
        }
        Captured<M> captured = new Captured<>(message, first.toByteArray(), length);
        first.reset();
        length = 0;
        return captured;
    }
}
