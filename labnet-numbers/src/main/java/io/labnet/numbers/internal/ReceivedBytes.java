// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of the input of a peer, for messages about malformed input. */
public final class ReceivedBytes {
    /** The number of bytes to keep, enough for a whole message with short names. */
    private static final int MAX_KEPT = 100;

    private byte[] beginning = {};
    private byte[] trailing = {};
    private int length;

    /** Delegates to a decoder, and keeps the beginning of its input. */
    private final class Recorder<M> implements Decoder<M> {
        private final Decoder<M> decoder;

        Recorder(Decoder<M> decoder) {
            this.decoder = decoder;
        }

        @Override
        public @Nullable M decode(ByteBuffer in, Boundary boundary) {
            // Each call gets the message from its first byte again, so these values replace those of earlier calls.
            length = in.remaining();
            beginning = beginning(in.duplicate());
            M message = decoder.decode(in, boundary);
            if (message != null) {
                trailing = beginning(in.duplicate());
            }
            return message;
        }

        @Override
        public @Nullable M atBoundary(Boundary boundary) {
            return decoder.atBoundary(boundary);
        }

        @Override
        public ProtocolException incomplete(ByteBuffer rest, String event) {
            return decoder.incomplete(rest, event);
        }
    }

    /** Returns a protocol, for one conversation, whose decoder keeps the beginning of its input. */
    public <I, O> Protocol<I, O> recording(Protocol<I, O> protocol) {
        Decoder<I> decoder = protocol.decoders().get();
        return protocol.withDecoders(() -> new Recorder<>(decoder));
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** Describes the input. */
    public String description() {
        return "received: " + (isEmpty() ? "nothing" : shown(beginning, length));
    }

    /**
     * Returns the beginning of the input that follows the message and arrived together with it. White space around this
     * input is removed; the result is empty if nothing remains.
     */
    public String trailing() {
        String text = new String(trailing, StandardCharsets.ISO_8859_1).strip();
        return EscapedText.ofBytes(text.getBytes(StandardCharsets.ISO_8859_1));
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

    /** Returns as text the bytes before an offset, at most {@code most}, to show where the offset is. */
    public static String before(byte[] bytes, int offset, int most) {
        int from = Math.max(0, offset - most);
        return (from > 0 ? "..." : "")
                + EscapedText.ofBytes(Arrays.copyOfRange(bytes, from, offset)).stripTrailing();
    }
}
