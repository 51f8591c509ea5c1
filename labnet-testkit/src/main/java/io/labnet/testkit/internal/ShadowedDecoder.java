// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.testkit.internal.Outcome.Refusal;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A decoder with a second decoder, its shadow. The shadow gets the same calls, except those that consume bytes and
 * return no message. Such bytes have no meaning, so both decoders must return the same results. If the results differ,
 * the decoder has kept a part of a message, which bypasses the limit and the deadline.
 */
final class ShadowedDecoder<M> implements Decoder<M> {
    private final Decoder<M> decoder;
    private final Decoder<M> shadow;
    private final int allowed;

    /** The number of bytes consumed since the last message. */
    private long skipped;

    /**
     * Creates the decoder and its shadow.
     *
     * @param allowed about how many bytes after each message the shadow gets too, although the call that consumed them
     *     returned no message
     */
    ShadowedDecoder(Supplier<? extends Decoder<M>> decoders, int allowed) {
        this.decoder = decoders.get();
        this.shadow = decoders.get();
        this.allowed = allowed;
    }

    private record Result<M>(@Nullable M message, @Nullable Refusal refusal, int consumed) {
        @Override
        public String toString() {
            return (message != null ? "the message " + message : refusal != null ? "refusal " + refusal : "null")
                    + (consumed > 0 ? ", consuming " + consumed + (consumed == 1 ? " byte" : " bytes") : "");
        }
    }

    @Override
    public @Nullable M decode(ByteBuffer in, Boundary boundary) {
        ByteBuffer same = in.duplicate();
        int start = in.position();
        M message;
        try {
            message = decoder.decode(in, boundary);
        } catch (ProtocolException refusal) {
            requireSame(new Result<>(null, Refusal.of(refusal), 0), ofShadow(same, boundary));
            throw refusal;
        }
        int consumed = in.position() - start;
        if (message != null || consumed == 0 || skipped < allowed) {
            requireSame(new Result<>(message, null, consumed), ofShadow(same, boundary));
        }
        skipped = message == null ? skipped + consumed : 0;
        return message;
    }

    @Override
    public @Nullable M atBoundary(Boundary boundary) {
        M message;
        try {
            message = decoder.atBoundary(boundary);
        } catch (ProtocolException refusal) {
            requireSame(new Result<>(null, Refusal.of(refusal), 0), ofShadowAt(boundary));
            throw refusal;
        }
        requireSame(new Result<>(message, null, 0), ofShadowAt(boundary));
        return message;
    }

    private Result<M> ofShadow(ByteBuffer in, Boundary boundary) {
        int start = in.position();
        return result(() -> new Result<>(shadow.decode(in, boundary), null, in.position() - start));
    }

    private Result<M> ofShadowAt(Boundary boundary) {
        return result(() -> new Result<>(shadow.atBoundary(boundary), null, 0));
    }

    private static <M> Result<M> result(Supplier<Result<M>> call) {
        try {
            return call.get();
        } catch (ProtocolException refusal) {
            return new Result<>(null, Refusal.of(refusal), 0);
        }
    }

    private void requireSame(Result<M> all, Result<M> some) {
        if (!all.equals(some)) {
            throw new Violation(
                    Rule.KEEPS_NOTHING,
                    "the same result from a decoder that did not get "
                            + (allowed == 0
                                    ? "the bytes consumed without a message"
                                    : "more than about " + allowed + " of these bytes"),
                    "with these bytes: " + all + "; without them: " + some);
        }
    }
}
