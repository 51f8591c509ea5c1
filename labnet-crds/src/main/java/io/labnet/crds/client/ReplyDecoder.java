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
 * The decoder of a client's connection: an answer does not tell what it answers, so whoever asks says how to read it. Keeps
 * the beginning of an answer that is not whole yet, so that whoever waits in vain can be shown what came.
 */
final class ReplyDecoder implements Decoder<CrdsReply> {
    /** How many bytes of a reply a message shows. */
    static final int SHOWN_BYTES = 64;

    private final ByteBuffer beginning = ByteBuffer.allocate(SHOWN_BYTES).limit(0);
    private volatile Decoder<CrdsReply> decoder;
    private volatile Function<ByteBuffer, String> expectation;
    private volatile int size;
    private volatile int whole;

    /**
     * Makes a decoder.
     *
     * @param decoder what decodes
     * @param expectation tells by the beginning of an answer what belongs there
     */
    ReplyDecoder(Decoder<CrdsReply> decoder, Function<ByteBuffer, String> expectation) {
        this.decoder = decoder;
        this.expectation = expectation;
    }

    /** Reads what comes from now on as that which is asked for. */
    void expect(Decoder<CrdsReply> next, Function<ByteBuffer, String> belongs) {
        decoder = next;
        expectation = belongs;
    }

    /** How many answers have come, {@code -1} when there is a part of one. */
    int count() {
        return size == 0 ? whole : -1;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only one thread decodes, and others look.
    public @Nullable CrdsReply decode(ByteBuffer in, Boundary boundary) {
        CrdsReply reply = decoder.decode(in, boundary);
        if (reply != null) {
            whole++;
        }
        int left = reply == null ? in.remaining() : 0;
        beginning
                .clear()
                .put(in.slice(in.position(), Math.min(left, SHOWN_BYTES)))
                .flip();
        size = left;
        return reply;
    }

    /** Says what came of an answer that is not whole, to be put behind a message. */
    String received() {
        return size == 0
                ? ": nothing came"
                : ": " + size + (size == 1 ? " byte" : " bytes") + " came, "
                        + EscapedText.ofBytes(beginning, SHOWN_BYTES) + (size > SHOWN_BYTES ? "..." : "")
                        + ", where " + expectation.apply(beginning.duplicate()) + " belong";
    }
}
