// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.crds.CrdsReply;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of an answer that is not whole yet, so that whoever waits in vain can be shown what came. */
final class RecordedAnswer implements Decoder<CrdsReply> {
    /** How many bytes of a reply a message shows. */
    static final int SHOWN_BYTES = 64;

    private final Decoder<CrdsReply> decoder;
    private final Function<ByteBuffer, String> expectation;
    private final ByteBuffer beginning = ByteBuffer.allocate(SHOWN_BYTES).limit(0);
    private int size;

    /**
     * Records what a decoder is shown.
     *
     * @param decoder what decodes
     * @param expectation tells by the beginning of an answer what belongs there
     */
    RecordedAnswer(Decoder<CrdsReply> decoder, Function<ByteBuffer, String> expectation) {
        this.decoder = decoder;
        this.expectation = expectation;
    }

    @Override
    public @Nullable CrdsReply decode(ByteBuffer in, Boundary boundary) {
        CrdsReply reply = decoder.decode(in, boundary);
        size = reply == null ? in.remaining() : 0;
        int kept = Math.min(size, SHOWN_BYTES);
        beginning.clear().put(in.slice(in.position(), kept)).flip();
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
