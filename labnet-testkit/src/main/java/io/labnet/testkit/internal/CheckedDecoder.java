// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A decoder that checks each call of another decoder. Each call gets a copy of the bytes, which is overwritten
 * afterwards to detect a decoder or message that keeps the buffer.
 */
final class CheckedDecoder<M> implements Decoder<M> {
    private static final String EXPECTED = "a message, null or a ProtocolException";

    private final Decoder<M> decoder;
    private final BufferKind kind;
    private final boolean overwriting;
    private final IntToLongFunction allocationLimit;
    private final CallWatch watch;
    private int skipped;

    /**
     * Wraps a new decoder.
     *
     * @param overwriting whether the buffer of a call is overwritten after it
     * @param allocationLimit the most bytes that a call may allocate, as a function of the number of bytes in its
     *     buffer
     */
    CheckedDecoder(
            Decoder<M> decoder,
            BufferKind kind,
            boolean overwriting,
            IntToLongFunction allocationLimit,
            CallWatch watch) {
        this.decoder = decoder;
        this.kind = kind;
        this.overwriting = overwriting;
        this.allocationLimit = allocationLimit;
        this.watch = watch;
    }

    @Override
    public @Nullable M decode(ByteBuffer in, Boundary boundary) {
        BufferKind.Shown shown = kind.show(in);
        ByteBuffer view = shown.view();
        int start = view.position();
        int limit = view.limit();
        byte[] before = content(shown.memory());
        M message;
        try {
            message = call(() -> decoder.decode(view, boundary), limit - start);
        } catch (ProtocolException refusal) {
            requireUnchanged(before, shown.memory());
            throw refusal;
        }
        requireUnchanged(before, shown.memory());
        require(view.limit() == limit, Rule.WITHIN_LIMIT, "it moved the limit by " + (view.limit() - limit) + " bytes");
        int consumed = view.position() - start;
        require(consumed >= 0, Rule.MOVES_FORWARD, "it moved the position back by " + -consumed + " bytes");
        require(message == null || consumed > 0, Rule.MOVES_FORWARD, "it returned a message but consumed no bytes");
        skipped += message == null ? consumed : 0;
        in.position(in.position() + consumed);
        if (overwriting) {
            overwrite(shown.memory());
        }
        return message;
    }

    @Override
    public @Nullable M atBoundary(Boundary boundary) {
        return call(() -> decoder.atBoundary(boundary), 0);
    }

    /** Returns the number of bytes consumed in calls that returned no message. */
    int skipped() {
        return skipped;
    }

    private @Nullable M call(Supplier<@Nullable M> call, int shown) {
        long most = allocationLimit.applyAsLong(shown);
        long before = Allocations.count();
        watch.callBegins();
        try {
            M message = call.get();
            requireAllocated(Allocations.count() - before, most, shown);
            return message;
        } catch (ProtocolException refusal) {
            requireAllocated(Allocations.count() - before, most, shown);
            throw refusal;
        } catch (Violation violation) {
            throw violation;
        } catch (OutOfMemoryError e) {
            throw new Violation(Rule.ALLOCATES_FOR_RECEIVED_BYTES, EXPECTED, "it threw " + e, e);
        } catch (Throwable other) {
            throw new Violation(
                    Rule.PROTOCOL_EXCEPTION_ONLY,
                    EXPECTED,
                    "it threw " + other + "," + Violation.place(other.getStackTrace()),
                    other);
        } finally {
            watch.callReturns();
        }
    }

    private static void requireAllocated(long allocated, long most, int shown) {
        require(
                allocated <= most,
                Rule.ALLOCATES_FOR_RECEIVED_BYTES,
                "a call with " + shown + " bytes in its buffer allocated " + allocated + " bytes; the limit is "
                        + most);
    }

    private static void requireUnchanged(byte[] before, ByteBuffer memory) {
        require(
                ByteBuffer.wrap(before).equals(memory.duplicate().clear()),
                Rule.CHANGES_NOTHING,
                "it modified the bytes in its buffer");
    }

    private static byte[] content(ByteBuffer memory) {
        byte[] bytes = new byte[memory.capacity()];
        memory.get(0, bytes);
        return bytes;
    }

    private static void overwrite(ByteBuffer memory) {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, (byte) ~memory.get(i));
        }
    }

    private static void require(boolean condition, Rule rule, String otherwise) {
        if (!condition) {
            throw new Violation(rule, EXPECTED, otherwise);
        }
    }
}
