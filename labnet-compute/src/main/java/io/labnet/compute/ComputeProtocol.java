// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The compute protocol as each of its sides speaks it. */
public final class ComputeProtocol {
    /** Where the server of the course document listens. */
    public static final int DEFAULT_PORT = 1234;

    /** Up to which number Fibonacci numbers and factorials are computed where nothing else is said. */
    public static final int DEFAULT_MAX_N = 1_000_000;

    /** How long a pause can be set to be, in milliseconds: any longer, and the other side takes it for the end. */
    public static final int LONGEST_PAUSE = 10_000;

    /**
     * How much of a stream is held at most, in bytes. What has to be held as a whole is shorter, and a long text is told in
     * pieces of this size.
     */
    public static final int MAX_PIECE_BYTES = 16 * 1024;

    /** How long a client may say nothing, be it between two requests or in the middle of a text. */
    public static final Duration IDLE = Duration.ofSeconds(60);

    /** How long a client waits for an answer at most, until it is told that the server is busy. */
    public static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    /** How long a server may say nothing: longer than it waits for its client, for a result, or for a pause. */
    private static final Duration CLIENT_IDLE =
            Protocol.outlasting(IDLE, LONGEST_ANSWER, Duration.ofMillis(LONGEST_PAUSE));

    /** How long the part of a word or a number may stay without the rest. */
    private static final Duration MESSAGE_DEADLINE = Duration.ofSeconds(30);

    /**
     * Takes a server's replies as they come. A reply does not say where it ends, and a server may put the UUID in front:
     * only who asked can tell what a whole answer is. So there are pieces, and a last one, empty, at each pause.
     */
    private static final Decoder<TextPiece> REPLY_DECODER = new Decoder<>() {
        @Override
        public TextPiece decode(ByteBuffer in, Boundary boundary) {
            return TextPiece.take(in, in.remaining(), false);
        }

        @Override
        public @Nullable TextPiece atBoundary(Boundary boundary) {
            return boundary == Boundary.PAUSE ? TextPiece.END : null;
        }
    };

    private static final Protocol<TextPiece, ComputeRequest> CLIENT =
            protocol(() -> REPLY_DECODER, ComputeRequest::writeTo, CLIENT_IDLE);

    private ComputeProtocol() {}

    /**
     * Gives the server's side, with an idle time of 60 s. Pauses mean something here, and to the client too.
     *
     * @param maxN the largest number of which a Fibonacci number or factorial may be asked
     * @return the protocol
     */
    public static Protocol<ComputeRequest, ComputeReply> server(int maxN) {
        return protocol(() -> new ComputeRequestDecoder(maxN), ComputeReply::writeTo, IDLE);
    }

    /**
     * Gives the client's side, with an idle time of 75 s: longer than every wait of a server. Replies come in pieces, with
     * an empty last one at each pause.
     *
     * @return the protocol; always the same
     */
    public static Protocol<TextPiece, ComputeRequest> client() {
        return CLIENT;
    }

    private static <I, O> Protocol<I, O> protocol(
            Supplier<Decoder<I>> decoders, Encoder<? super O> encoder, Duration idle) {
        return new Protocol<>("compute", decoders, encoder, MAX_PIECE_BYTES, true, idle, MESSAGE_DEADLINE);
    }
}
