// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.internal;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.Protocol;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Keeps the beginning of the input of a peer, for messages about malformed input. */
public final class ReceivedBytes {
    /** The number of bytes to keep, enough for a whole message with short names. */
    private static final int MAX_KEPT = 100;

    private byte[] beginning = {};
    private int length;

    /** Returns a protocol, for one conversation, whose decoder keeps the beginning of its input. */
    public <I, O> Protocol<I, O> recording(Protocol<I, O> protocol) {
        Decoder<I> decoder = protocol.decoders().get();
        return protocol.withDecoders(() -> (in, boundary) -> {
            // Each call receives the whole incomplete message so far, so the last call receives the most bytes.
            length = in.remaining();
            beginning = beginning(in.duplicate());
            return decoder.decode(in, boundary);
        });
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** Describes the input, and explains the mistake if it is a common one. */
    public String description() {
        return "received: " + (isEmpty() ? "nothing" : shown(beginning, length)) + JsonMistake.in(beginning);
    }

    /** Returns a description of a message that is about to be sent. */
    public static String shown(byte[] message) {
        return shown(beginning(ByteBuffer.wrap(message)), message.length);
    }

    private static byte[] beginning(ByteBuffer bytes) {
        byte[] kept = new byte[Math.min(MAX_KEPT, bytes.remaining())];
        bytes.get(kept);
        return kept;
    }

    private static String shown(byte[] beginning, int length) {
        return EscapedText.ofBytes(beginning) + (length > beginning.length ? "..." : "") + " (" + length
                + (length == 1 ? " byte)" : " bytes)");
    }

    /** Returns at most {@code most} bytes before an offset as text, to show its position. */
    public static String before(byte[] bytes, int offset, int most) {
        int from = Math.max(0, offset - most);
        return (from > 0 ? "..." : "")
                + EscapedText.ofBytes(Arrays.copyOfRange(bytes, from, offset)).stripTrailing();
    }
}
