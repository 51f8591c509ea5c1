// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import java.nio.ByteBuffer;

/** The kinds of buffer in which a decoder may be shown its bytes. */
public enum BufferKind {
    HEAP,
    READ_ONLY,
    DIRECT,
    /** Bytes that are not the decoder's lie before its position and after its limit. */
    WITHIN_OTHERS,
    /** A part of an array: its first byte is not the first of the array. */
    SLICE;

    private static final int MARGIN = 3;
    private static final byte MARGIN_BYTE = 0x2a;

    /** Bytes to be shown, and the memory that they lie in. */
    record Shown(ByteBuffer view, ByteBuffer memory) {}

    /** Copies what remains in a buffer, which stays as it is. */
    Shown show(ByteBuffer in) {
        int length = in.remaining();
        return switch (this) {
            case HEAP -> {
                ByteBuffer memory = copy(in, ByteBuffer.allocate(length), 0);
                yield new Shown(memory.duplicate(), memory);
            }
            case READ_ONLY -> {
                ByteBuffer memory = copy(in, ByteBuffer.allocate(length), 0);
                yield new Shown(memory.asReadOnlyBuffer(), memory);
            }
            case DIRECT -> {
                ByteBuffer memory = copy(in, ByteBuffer.allocateDirect(length), 0);
                yield new Shown(memory.duplicate(), memory);
            }
            case WITHIN_OTHERS -> {
                ByteBuffer memory = copy(in, ByteBuffer.allocate(length + 2 * MARGIN), MARGIN);
                yield new Shown(memory.duplicate().position(MARGIN).limit(MARGIN + length), memory);
            }
            case SLICE -> {
                ByteBuffer memory = copy(in, ByteBuffer.allocate(length + 2 * MARGIN), MARGIN);
                yield new Shown(memory.slice(MARGIN, length), memory);
            }
        };
    }

    private static ByteBuffer copy(ByteBuffer in, ByteBuffer memory, int at) {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, MARGIN_BYTE);
        }
        return memory.put(at, in, in.position(), in.remaining());
    }
}
