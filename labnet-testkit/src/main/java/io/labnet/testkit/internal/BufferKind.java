// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import java.nio.ByteBuffer;

/** The kinds of buffer that a decoder may get. */
public enum BufferKind {
    HEAP,
    READ_ONLY,
    DIRECT,
    /** A buffer that has other bytes before its position and after its limit. */
    WITHIN_OTHERS,
    /** A part of an array: its first byte is not the first of the array. */
    SLICE;

    private static final byte MARGIN_BYTE = 0x2a;

    /** The buffer that the decoder gets, and the memory that contains it. */
    record Shown(ByteBuffer view, ByteBuffer memory) {}

    /** Copies the remaining bytes of a buffer. The buffer is not changed. */
    Shown show(ByteBuffer in) {
        int length = in.remaining();
        int margin = this == WITHIN_OTHERS || this == SLICE ? 3 : 0;
        int size = length + 2 * margin;
        ByteBuffer memory = this == DIRECT ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        while (memory.hasRemaining()) {
            memory.put(MARGIN_BYTE);
        }
        memory.put(margin, in, in.position(), length);
        ByteBuffer view = memory.duplicate().position(margin).limit(margin + length);
        return switch (this) {
            case READ_ONLY -> new Shown(view.asReadOnlyBuffer(), memory);
            case SLICE -> new Shown(view.slice(), memory);
            default -> new Shown(view, memory);
        };
    }
}
