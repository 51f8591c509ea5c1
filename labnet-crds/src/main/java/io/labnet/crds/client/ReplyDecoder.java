// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.crds.CrdsReply;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The decoder of a client's connection. Since a reply does not identify its command, the caller sets the decoder for
 * the next reply. Keeps the beginning of an incomplete reply for error messages.
 */
final class ReplyDecoder implements Decoder<CrdsReply> {
    /** The maximum number of bytes of a reply in a message. */
    static final int SHOWN_BYTES = 64;

    private final ByteBuffer beginning = ByteBuffer.allocate(SHOWN_BYTES).limit(0);
    private volatile Decoder<CrdsReply> decoder;
    private volatile Function<ByteBuffer, String> expectation;
    private volatile int size;
    private volatile int completeReplies;

    /**
     * Creates a decoder.
     *
     * @param decoder decodes the replies
     * @param expectation describes the expected reply, given the beginning of an incomplete one
     */
    ReplyDecoder(Decoder<CrdsReply> decoder, Function<ByteBuffer, String> expectation) {
        this.decoder = decoder;
        this.expectation = expectation;
    }

    /** Sets the decoder for the following replies. */
    void expect(Decoder<CrdsReply> next, Function<ByteBuffer, String> nextExpectation) {
        decoder = next;
        expectation = nextExpectation;
    }

    /** Returns the number of complete replies, or {@code -1} if the last one is incomplete. */
    int count() {
        return size == 0 ? completeReplies : -1;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only one thread writes these fields.
    public @Nullable CrdsReply decode(ByteBuffer in, Boundary boundary) {
        CrdsReply reply = decoder.decode(in, boundary);
        if (reply != null) {
            completeReplies++;
        }
        int left = reply == null ? in.remaining() : 0;
        beginning
                .clear()
                .put(in.slice(in.position(), Math.min(left, SHOWN_BYTES)))
                .flip();
        size = left;
        return reply;
    }

    /** Describes the bytes of an incomplete reply, to be appended to a message. */
    String received() {
        return size == 0
                ? ": nothing received"
                : ": " + size + (size == 1 ? " byte" : " bytes") + " received, "
                        + EscapedText.ofBytes(beginning, SHOWN_BYTES) + (size > SHOWN_BYTES ? "..." : "")
                        + "; expected " + expectation.apply(beginning.duplicate());
    }
}
