// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decodes messages that end with a delimiter. */
final class DelimitedDecoder implements Decoder<byte[]> {
    private final byte[] delimiter;

    /** No delimiter begins before this offset, so the bytes before it are not searched again. */
    private int searched;

    DelimitedDecoder(byte[] delimiter) {
        this.delimiter = delimiter;
    }

    @Override
    public byte @Nullable [] decode(ByteBuffer in, Boundary boundary) {
        int end = indexOf(delimiter, in, searched);
        if (end < 0) {
            searched = Math.max(0, in.remaining() - delimiter.length + 1);
            return null;
        }
        searched = 0;
        byte[] message = Frames.take(in, end);
        in.position(in.position() + delimiter.length);
        return message;
    }

    /**
     * Returns the offset of the first delimiter at or after the offset {@code from}; negative if there is none. Both
     * offsets count from the position.
     */
    static int indexOf(byte[] delimiter, ByteBuffer in, int from) {
        int last = in.remaining() - delimiter.length;
        for (int offset = from; offset <= last; offset++) {
            if (begins(delimiter, in, in.position() + offset)) {
                return offset;
            }
        }
        return -1;
    }

    private static boolean begins(byte[] delimiter, ByteBuffer in, int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (in.get(at + i) != delimiter[i]) {
                return false;
            }
        }
        return true;
    }
}
