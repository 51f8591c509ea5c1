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

/** The server's and the client's side of the compute protocol, with its limits. */
public final class ComputeProtocol {
    /** The server's port in the course document. */
    public static final int DEFAULT_PORT = 1234;

    /** The default for the largest number in Fibonacci and factorial requests. */
    public static final int DEFAULT_MAX_N = 1_000_000;

    /**
     * The longest pause that can be configured, in milliseconds. During a longer one, the peer might conclude that no
     * more bytes will come.
     */
    public static final int LONGEST_PAUSE = 10_000;

    /**
     * The size limit of the receive buffer, in bytes. A long text is delivered in pieces of at most this size; all
     * other messages are shorter.
     */
    public static final int MAX_PIECE_BYTES = 16 * 1024;

    /** The idle timeout for a client, between two requests or inside a text. */
    public static final Duration IDLE = Duration.ofSeconds(60);

    /** The longest time until the server sends an answer, or the error {@code busy}. */
    public static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    /**
     * The client's idle timeout. It is longer than the server's idle timeout, longer than the server's longest
     * computation, and longer than the longest pause.
     */
    private static final Duration CLIENT_IDLE =
            Protocol.outlasting(IDLE, LONGEST_ANSWER, Duration.ofMillis(LONGEST_PAUSE));

    /** The deadline for the rest of an incomplete word or number. */
    private static final Duration MESSAGE_DEADLINE = Duration.ofSeconds(30);

    /**
     * Decodes a server's replies as they arrive. A reply has no end mark, and its UUID may come first or last, so only
     * the session can recognise a complete reply: it compares the reply with the correct one. The session receives
     * pieces, and an empty last piece at each pause.
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
     * Returns the server's side, with an idle timeout of 60 s. On either side, a pause of the sender can mark the end
     * of a message.
     *
     * @param maxN the largest number in Fibonacci and factorial requests
     * @return the protocol
     */
    public static Protocol<ComputeRequest, ComputeReply> server(int maxN) {
        return protocol(() -> new ComputeRequestDecoder(maxN), ComputeReply::writeTo, IDLE);
    }

    /**
     * Returns the client's side, with an idle timeout of 75 s: longer than every wait of a server. Replies arrive in
     * pieces, with an empty last piece at each pause.
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
