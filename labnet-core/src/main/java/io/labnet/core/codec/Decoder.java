// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages from received bytes. A decoder does no input or output. One that holds state serves one conversation, and
 * is used by one thread at a time; one that holds none may serve many, which then call it from many threads at once.
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
     * <p>The bytes between the position of {@code in} and its limit, at least one, are what was received and not yet
     * taken: all of it, or as much as the largest message has, in which case {@code boundary} is {@code MORE}. What a
     * call does shows in its position afterwards:
     *
     * <ul>
     *   <li>a message: the position stands after its last byte, and has moved;
     *   <li>{@code null}, which says that a message may be begun but is not complete: the position is unmoved, or stands
     *       after bytes that mean nothing, such as white space between two messages; a decoder keeps none of those. What
     *       is left is offered again with the bytes that follow it.
     * </ul>
     *
     * @param in the bytes, big-endian, possibly read-only, never to be kept beyond the call
     * @param boundary what is known of the bytes after those in {@code in}
     * @return a message, or {@code null} when it is not complete
     * @throws ProtocolException if the bytes can never become a message; nothing else is ever thrown, whatever they are
     */
    @Nullable
    M decode(ByteBuffer in, Boundary boundary);

    /**
     * Is told that the sender has paused or ended its output and that no byte is left to take. Most decoders have
     * nothing to say to that. Those of a body that nothing else ends return its last message here; one that is inside a
     * message at {@code END}, having taken its head already, throws {@link ProtocolException.Reason#TRUNCATED}.
     *
     * <p>It is not asked when bytes are left at the end of the input: they are refused as truncated.
     *
     * @param boundary {@code PAUSE}, or {@code END}, which is told once and last of all
     * @return the message that the boundary brings into being, by default {@code null} for none
     * @throws ProtocolException if the input must not end here
     */
    default @Nullable M atBoundary(Boundary boundary) {
        return null;
    }

    /**
     * Decodes bytes that are exactly one message: the way to use a codec without a conversation. Before and after the
     * message there may be bytes that the decoder skips. All is told as a {@link Boundary#FRAME}; {@link #atBoundary} is
     * never asked, so that a message which only a pause or the end of the input ends is none here.
     *
     * @param bytes the message, whole; not changed
     * @param <M> the type of the message
     * @param decoder a decoder that has decoded nothing yet
     * @return the message
     * @throws ProtocolException if the bytes are no message ({@code TRUNCATED} when they only begin one), or if bytes
     *     follow it ({@code TRAILING})
     */
    static <M> M decodeWhole(Decoder<M> decoder, byte[] bytes) {
        return decodeWhole(decoder, ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    /**
     * Decodes bytes that are exactly one message, as {@link #decodeWhole(Decoder, byte[])} does.
     *
     * @param in the message from the position to the limit, whole, big-endian; the position moves behind the message, and
     *     is anywhere after a refusal
     * @param <M> the type of the message
     * @param decoder a decoder that has decoded nothing yet
     * @return the message
     * @throws ProtocolException if the bytes are no message ({@code TRUNCATED} when they only begin one), or if bytes
     *     follow it ({@code TRAILING})
     */
    static <M> M decodeWhole(Decoder<M> decoder, ByteBuffer in) {
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
        if (!isNoise(decoder, in.slice())) {
            int length = in.position() - start;
            throw new ProtocolException(
                    ProtocolException.Reason.TRAILING,
                    length,
                    "the message ends after " + length + " bytes, but " + in.remaining() + " more follow");
        }
        return message;
    }

    /** Whether the decoder skips all that is left, as it would after the message of a frame. */
    private static <M> boolean isNoise(Decoder<M> decoder, ByteBuffer rest) {
        int before = -1;
        while (rest.hasRemaining() && rest.position() > before) {
            before = rest.position();
            try {
                if (decoder.decode(rest, Boundary.FRAME) != null) {
                    return false;
                }
            } catch (ProtocolException e) {
                return false;
            }
        }
        return !rest.hasRemaining();
    }
}
