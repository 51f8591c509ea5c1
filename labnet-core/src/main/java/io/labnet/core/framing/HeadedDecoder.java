// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.framing.Framing.WithBody;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decodes messages that consist of a head and a body. The head is decoded once, but its bytes stay in the buffer until
 * the body is complete, so that the limit, the deadline and the end of the input apply to the whole message.
 */
final class HeadedDecoder<H, B> implements Decoder<WithBody<H, B>> {
    private final Decoder<H> heads;
    private final Function<? super H, Framing<B>> framings;

    private final int maxBodyBytes;

    private @Nullable Body<H, B> begun;

    HeadedDecoder(Decoder<H> heads, Function<? super H, Framing<B>> framings, int maxBodyBytes) {
        this.heads = heads;
        this.framings = framings;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public @Nullable WithBody<H, B> decode(ByteBuffer in, Boundary boundary) {
        int start = in.position();
        Body<H, B> body = begun;
        if (body == null) {
            H head = heads.decode(in, boundary);
            if (head == null) {
                return null;
            }
            Framing<B> framing = framings.apply(head);
            if (framing.maxBytes() > maxBodyBytes) {
                throw new ProtocolException(
                        Reason.TOO_LARGE,
                        0,
                        "the head announces a body of up to " + framing.maxBytes() + " bytes, more than the limit of "
                                + maxBodyBytes);
            }
            body = new Body<>(head, framing.decoders().get(), framing.mayBeEmpty(), in.position() - start);
        }
        B message = body.take(in.position(start + body.at), boundary);
        if (message == null) {
            begun = body;
            in.position(start);
            return null;
        }
        begun = null;
        return new WithBody<>(body.head, message);
    }

    /** A body that is being decoded. */
    private static final class Body<H, B> {
        private final H head;
        private final Decoder<B> decoder;
        private final boolean mayBeEmpty;

        /** The number of bytes before the body: the head, and bytes that the body's decoder has skipped. */
        private int at;

        Body(H head, Decoder<B> decoder, boolean mayBeEmpty, int at) {
            this.head = head;
            this.decoder = decoder;
            this.mayBeEmpty = mayBeEmpty;
            this.at = at;
        }

        @Nullable
        B take(ByteBuffer in, Boundary boundary) {
            while (mayBeEmpty || in.hasRemaining()) {
                int from = in.position();
                B body;
                try {
                    body = decoder.decode(in, boundary);
                } catch (ProtocolException refusal) {
                    throw refusal.movedBy(at);
                }
                int skipped = in.position() - from;
                if (body != null || skipped == 0) {
                    return body;
                }
                at += skipped;
            }
            return null;
        }
    }
}
