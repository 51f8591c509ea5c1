// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import io.labnet.core.codec.Boundary;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Input that waits until it may pass, with the pauses and the end between its bytes. */
final class HeldInput {
    private final FaultyStream stream;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private int bytes;

    /** The offset of the end of all held input. */
    private long received;

    /** Input, what follows it, and when it may pass. */
    record Held(ByteBuffer bytes, Boundary boundary, long release) {}

    HeldInput(FaultyStream stream) {
        this.stream = stream;
    }

    /** Returns the number of held bytes. */
    int bytes() {
        return bytes;
    }

    /** Copies input, and joins it to the previous input if both may pass at the same time. */
    void add(ByteBuffer input, Boundary boundary, long now) {
        if (!input.hasRemaining() && boundary == Boundary.MORE) {
            return;
        }
        long release = stream.release(received, now);
        Held last = held.peekLast();
        int joined = last != null && last.boundary == Boundary.MORE && last.release == release
                ? held.removeLast().bytes.remaining()
                : 0;
        ByteBuffer copy = ByteBuffer.allocate(joined + input.remaining());
        if (joined > 0) {
            copy.put(last.bytes);
        }
        received += input.remaining();
        bytes += input.remaining();
        held.add(new Held(copy.put(input).flip(), boundary, release));
    }

    /** Returns the input that passes next, or {@code null} if none is held. */
    @Nullable
    Held first() {
        return held.peekFirst();
    }

    /** Removes the next piece of the first input, as the session is to receive it. A dropped piece has no bytes. */
    Held takePiece(long now) {
        Held first = held.getFirst();
        boolean dropped = stream.dropping();
        int length = stream.piece(first.bytes.remaining());
        ByteBuffer piece = first.bytes.slice(first.bytes.position(), length);
        first.bytes.position(first.bytes.position() + length);
        piece = dropped ? piece.limit(0) : stream.corrupted(piece);
        stream.pass(length, now);
        bytes -= length;
        if (first.bytes.hasRemaining()) {
            return new Held(piece, Boundary.MORE, first.release);
        }
        held.removeFirst();
        return new Held(piece, first.boundary, first.release);
    }

    void clear() {
        held.clear();
        bytes = 0;
    }
}
