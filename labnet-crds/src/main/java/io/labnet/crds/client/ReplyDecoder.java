// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.crds.CrdsReply;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The decoder of a client's connection. Since a reply does not identify its command, the caller sets the decoder for
 * the next reply. Describes an incomplete reply for error messages.
 */
final class ReplyDecoder implements Decoder<CrdsReply> {
    /**
     * Up to this size in bytes, an incomplete reply is described whenever another part of it arrives. A longer one is
     * described only when the server pauses or ends its output.
     */
    private static final int MAX_DESCRIBED = 64;

    private volatile Decoder<CrdsReply> decoder;
    private volatile int size;
    private volatile int completeReplies;

    /** The description of an incomplete reply; empty if there is none. */
    private volatile String description = "";

    /**
     * Creates a decoder.
     *
     * @param decoder decodes the replies
     */
    ReplyDecoder(Decoder<CrdsReply> decoder) {
        this.decoder = decoder;
    }

    /** Sets the decoder for the following replies. */
    void expect(Decoder<CrdsReply> next) {
        decoder = next;
    }

    /** Returns the number of complete replies, or {@code -1} if an incomplete reply follows them. */
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
        boolean incomplete = left > 0 && (left <= MAX_DESCRIBED || boundary != Boundary.MORE);
        description = incomplete ? String.valueOf(incomplete(in, "").getMessage()) : "";
        size = left;
        return reply;
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        return decoder.incomplete(rest, event);
    }

    /** Describes an incomplete reply, to be appended to a message. */
    String received() {
        if (size == 0) {
            return ": nothing received";
        }
        return description.isEmpty() ? ": " + size + (size == 1 ? " byte" : " bytes") + " received" : description;
    }
}
