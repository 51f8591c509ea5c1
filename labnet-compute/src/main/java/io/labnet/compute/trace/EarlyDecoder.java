// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.trace;

import io.labnet.compute.ComputeRequest;
import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Decodes requests, and can decode an incomplete one early: if the server replies to it, the client has paused after
 * it, even if the pause was not seen.
 */
final class EarlyDecoder implements Decoder<ComputeRequest> {
    /** A message that was decoded before its bytes were taken from the input. */
    private record Early(ComputeRequest message, int length) {}

    private final Decoder<ComputeRequest> decoder;
    private final Runnable refused;
    private final Runnable passed;
    private final Deque<Early> early = new ArrayDeque<>();
    private byte[] rest = {};

    /**
     * Wraps a decoder.
     *
     * @param refused called when the bytes are refused
     * @param passed called when an early message is not returned again, because it has no bytes of its own
     */
    EarlyDecoder(Decoder<ComputeRequest> decoder, Runnable refused, Runnable passed) {
        this.decoder = decoder;
        this.refused = refused;
        this.passed = passed;
    }

    /**
     * Decodes as if the client had paused.
     *
     * @return the message that the pause completes; {@code null} if there is none. {@link #decode} will return it again
     */
    @Nullable
    ComputeRequest decodeEarly() {
        if (!early.isEmpty()) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(rest);
        ComputeRequest message = null;
        try {
            message = in.hasRemaining() ? decoder.decode(in, Boundary.PAUSE) : null;
            message = message == null ? decoder.atBoundary(Boundary.PAUSE) : message;
        } catch (ProtocolException e) {
            // The decoder refuses the bytes again when it gets them.
            return null;
        }
        if (message != null) {
            early.add(new Early(message, in.position()));
            rest = new byte[0];
        }
        return message;
    }

    @Override
    public @Nullable ComputeRequest decode(ByteBuffer in, Boundary boundary) {
        Early first = early.poll();
        if (first != null && first.length() > 0) {
            in.position(in.position() + first.length());
            return first.message();
        }
        if (first != null) {
            passed.run();
        }
        try {
            ComputeRequest message = decoder.decode(in, boundary);
            rest = new byte[message == null ? in.remaining() : 0];
            in.get(in.position(), rest);
            return message;
        } catch (ProtocolException e) {
            refused.run();
            throw e;
        }
    }

    @Override
    public @Nullable ComputeRequest atBoundary(Boundary boundary) {
        Early first = early.poll();
        if (first != null) {
            return first.message();
        }
        try {
            return decoder.atBoundary(boundary);
        } catch (ProtocolException e) {
            refused.run();
            throw e;
        }
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        refused.run();
        return decoder.incomplete(rest, event);
    }
}
