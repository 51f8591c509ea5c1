// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes messages from received bytes, without I/O. A decoder with state serves one
 * {@linkplain io.labnet.core.session.Conversation conversation}, and is called by one thread at a time. A stateless
 * decoder may serve several conversations, which may call it from several threads at the same time.
 *
 * <p>However the stream is split into buffers, a decoder returns the same messages, and refuses the same input at the
 * same offset for the same reason. Two parts of a refusal may depend on how many bytes have arrived. One is the quoted
 * bytes. The other is the likely cause and the rule, which a decoder may derive from bytes after the refused byte.
 *
 * @param <M> the type of the messages
 */
@FunctionalInterface
public interface Decoder<M> {
    /**
     * Decodes one message from {@code in}.
     *
     * <p>From position to limit, the buffer holds all received bytes that are not yet consumed, at least one. But the
     * buffer never holds more bytes than the largest message may have; if bytes were left out, {@code boundary} is
     * {@code MORE}. The result and the position after the call mean:
     *
     * <ul>
     *   <li>a message: the position is after its last byte, and at least one byte has been consumed;
     *   <li>{@code null}, if no message is complete: the position is unmoved, unless the decoder has skipped bytes
     *   without meaning, such as white space between messages. The next call gets the remaining bytes again, with the
     *   bytes that follow.
     * </ul>
     *
     * @param in the bytes, big-endian, possibly read-only; must not be retained after the call
     * @param boundary what is known about the input after {@code in}
     * @return the message; {@code null} if it is not complete
     * @throws ProtocolException if the bytes can never become a message. A decoder throws no other exception for any
     *     input
     */
    @Nullable
    M decode(ByteBuffer in, Boundary boundary);

    /**
     * Called when the sender has paused or ended its output and no bytes are left to decode. Most decoders return
     * {@code null}. A decoder whose messages are ended only by a pause or by the end of the input returns the last
     * message here. At {@code END}, a decoder that has already consumed the head of a message, but not its body, throws
     * {@link ProtocolException.Reason#TRUNCATED}.
     *
     * <p>If bytes are left over at the end of the input, they are refused as {@code TRUNCATED}, and this method is not
     * called.
     *
     * @param boundary {@code PAUSE}, or {@code END}, which is passed once, in the last call
     * @return the message that ends at this pause or end; {@code null}, the default, if there is none
     * @throws ProtocolException if the input must not pause or end at this point
     */
    default @Nullable M atBoundary(Boundary boundary) {
        return null;
    }

    /**
     * Creates the exception for an incomplete message that can't be completed any more, because the input has ended or
     * the {@linkplain Protocol#messageDeadline deadline} of the message has expired. A decoder that knows what is
     * missing should override this method, so that the exception names the missing part and the broken rule.
     *
     * @param rest the bytes of the incomplete message, at least one; not changed
     * @param event what happened, such as {@code the input ended}; the exception's message begins with these words
     * @return by default {@link ProtocolException.Reason#TRUNCATED} with the number of bytes
     */
    default ProtocolException incomplete(ByteBuffer rest, String event) {
        int bytes = rest.remaining();
        return new ProtocolException(
                ProtocolException.Reason.TRUNCATED,
                bytes,
                event + " after " + bytes + (bytes == 1 ? " byte" : " bytes") + " of an incomplete message");
    }

    /**
     * Decodes bytes that are exactly one message, to use a codec without a conversation. Bytes that the decoder skips,
     * such as white space, may surround the message. The boundary is {@link Boundary#FRAME}, and {@link #atBoundary} is
     * not called: a message that is ended only by a pause or by the end of the input is not decoded.
     *
     * @param bytes the complete message; not changed
     * @param <M> the type of the message
     * @param decoder a new decoder
     * @return the message
     * @throws ProtocolException if the bytes are not a message ({@code TRUNCATED} if they are only the beginning of a
     *     message), or further bytes follow the message ({@code TRAILING})
     */
    static <M> M decodeWhole(Decoder<M> decoder, byte[] bytes) {
        return decodeWhole(decoder, ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    /**
     * Decodes bytes that are exactly one message, as {@link #decodeWhole(Decoder, byte[])} does.
     *
     * @param in the complete message, from position to limit, big-endian; the position moves after the message, and is
     *     undefined after an exception
     * @param <M> the type of the message
     * @param decoder a new decoder
     * @return the message
     * @throws ProtocolException if the bytes are not a message ({@code TRUNCATED} if they are only the beginning of a
     *     message), or further bytes follow the message ({@code TRAILING})
     */
    static <M> M decodeWhole(Decoder<M> decoder, ByteBuffer in) {
        @Nullable M message;
        int start;
        do {
            start = in.position();
            message = in.hasRemaining() ? decoder.decode(in, Boundary.FRAME) : null;
        } while (message == null && in.position() > start);
        if (message == null) {
            throw decoder.incomplete(in, "the message ends");
        }
        if (!skipsAll(decoder, in.slice())) {
            int length = in.position() - start;
            throw new ProtocolException(
                    ProtocolException.Reason.TRAILING,
                    length,
                    "the message ends after " + length + " bytes, but " + in.remaining() + " more follow");
        }
        return message;
    }

    /** Returns whether the decoder skips all remaining bytes. */
    private static <M> boolean skipsAll(Decoder<M> decoder, ByteBuffer rest) {
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
