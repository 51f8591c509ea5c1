// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages from received bytes. A decoder does no input or output and may hold state, so each conversation has
 * one of its own; it is used by one thread at a time.
 *
 * <p>However the bytes of a stream are cut into buffers, a decoder gives the same messages and the same refusal.
 *
 * @param <M> the type of the messages
 */
@FunctionalInterface
public interface Decoder<M> {
    /**
     * Takes one message from {@code in}.
     *
     * <p>The bytes between the position of {@code in} and its limit are all that was received and not yet taken. What a
     * call does shows in its position afterwards:
     *
     * <ul>
     *   <li>a message: the position stands after its last byte. It may stand still only for a message that
     *       {@link Boundary#PAUSE} or {@link Boundary#END} brings into being, the end of a body that nothing else ends,
     *       and only once for each such boundary;
     *   <li>{@code null}, which says that a message may be begun but is not complete: the position is unmoved, or stands
     *       after bytes that mean nothing, such as white space between two messages. What is left is offered again with
     *       the bytes that follow it.
     * </ul>
     *
     * <p>With {@link Boundary#MORE} and {@link Boundary#FRAME} a decoder is only called when bytes remain; with {@code
     * PAUSE} and {@code END} also when none do: once, and once more after a message that took no byte. A decoder that
     * is inside a message at {@code END}, having taken its head already, throws {@link
     * ProtocolException.Reason#TRUNCATED}; whoever calls it does so for bytes that are left over.
     *
     * @param in the bytes, big-endian, possibly read-only, never to be kept beyond the call
     * @param boundary what is known of the bytes after those in {@code in}
     * @return a message, or {@code null} when it is not complete
     * @throws ProtocolException if the bytes can never become a message; nothing else is ever thrown, whatever they are
     */
    @Nullable
    M decode(ByteBuffer in, Boundary boundary);

    /**
     * Decodes bytes that are exactly one message: the way to use a codec without a conversation.
     *
     * @param bytes the message, whole; not changed
     * @param <M> the type of the message
     * @param decoder a decoder that has decoded nothing yet
     * @return the message
     * @throws ProtocolException if the bytes are no message ({@code TRUNCATED} when they only begin one), or if bytes
     *     follow it ({@code TRAILING})
     */
    static <M> M decodeWhole(Decoder<M> decoder, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        @Nullable M message;
        int start;
        do {
            start = in.position();
            message = in.hasRemaining() ? decoder.decode(in, Boundary.FRAME) : null;
        } while (message == null && in.position() > start);
        if (message == null) {
            int length = in.remaining();
            throw new ProtocolException(
                    ProtocolException.Reason.TRUNCATED,
                    length,
                    "the message ends after " + length + " bytes, before it is complete");
        }
        if (in.hasRemaining()) {
            int length = in.position() - start;
            throw new ProtocolException(
                    ProtocolException.Reason.TRAILING,
                    length,
                    "the message ends after " + length + " bytes, but " + in.remaining() + " more follow");
        }
        return message;
    }
}
