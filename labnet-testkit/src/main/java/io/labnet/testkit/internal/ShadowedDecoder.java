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
 * A decoder with a second one that gets the same calls, except those that consume bytes and return no message. Such
 * bytes have no meaning, so both must give the same. If they differ, the first has kept a part of a message, to which
 * no limit and no deadline applies.
 */
final class ShadowedDecoder<M> implements Decoder<M> {
    private final Decoder<M> decoder;
    private final Decoder<M> shadow;
    private final int allowed;

    /** The number of bytes consumed since the last message. */
    private long skipped;

    /**
     * Creates two decoders.
     *
     * @param allowed the number of such bytes in a row that the second decoder still gets
     */
    ShadowedDecoder(Supplier<? extends Decoder<M>> decoders, int allowed) {
        this.decoder = decoders.get();
        this.shadow = decoders.get();
        this.allowed = allowed;
    }

    private record Result<M>(@Nullable M message, @Nullable Refusal refusal, int taken) {
        @Override
        public String toString() {
            return (message != null ? "the message " + message : refusal != null ? "refusal " + refusal : "null")
                    + (taken > 0 ? ", taking " + taken + (taken == 1 ? " byte" : " bytes") : "");
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
        int taken = in.position() - start;
        if (message != null || taken == 0 || skipped < allowed) {
            requireSame(new Result<>(message, null, taken), ofShadow(same, boundary));
        }
        skipped = message == null ? skipped + taken : 0;
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
                    "the same from a decoder that was not shown "
                            + (allowed == 0 ? "those bytes" : "more than about " + allowed + " of those bytes"),
                    "with them it gives " + all + ", without them " + some);
        }
    }
}
