// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A decoder that holds another to its contract, call by call. Each call is shown a copy of the bytes that is spoilt
 * afterwards, so that one which keeps its buffer, or gives messages that do, is found out.
 */
final class CheckedDecoder<M> implements Decoder<M> {
    private final Decoder<M> decoder;
    private final BufferKind kind;
    private int skipped;

    CheckedDecoder(Decoder<M> decoder, BufferKind kind) {
        this.decoder = decoder;
        this.kind = kind;
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
            message = decoder.decode(view, boundary);
        } catch (ProtocolException refusal) {
            require(same(before, shown.memory()), "it changed the bytes that it was shown");
            throw refusal;
        } catch (Throwable other) {
            throw new AssertionError("the decoder let " + other + " escape", other);
        }
        require(same(before, shown.memory()), "it changed the bytes that it was shown");
        require(view.limit() == limit, "it moved the limit from " + limit + " to " + view.limit());
        require(view.position() >= start, "it moved its position back by " + (start - view.position()));
        int taken = view.position() - start;
        skipped += message == null ? taken : 0;
        in.position(in.position() + taken);
        spoil(shown.memory());
        return message;
    }

    @Override
    public @Nullable M atBoundary(Boundary boundary) {
        try {
            return decoder.atBoundary(boundary);
        } catch (ProtocolException refusal) {
            throw refusal;
        } catch (Throwable other) {
            throw new AssertionError("the decoder let " + other + " escape", other);
        }
    }

    /** How many bytes it took in calls that gave no message. */
    int skipped() {
        return skipped;
    }

    private static byte[] content(ByteBuffer memory) {
        byte[] bytes = new byte[memory.capacity()];
        memory.get(0, bytes);
        return bytes;
    }

    private static boolean same(byte[] before, ByteBuffer memory) {
        return ByteBuffer.wrap(before).equals(memory.duplicate().clear());
    }

    private static void spoil(ByteBuffer memory) {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, (byte) ~memory.get(i));
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError("the decoder breaks its contract: " + otherwise);
        }
    }
}
