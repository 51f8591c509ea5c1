// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Protocol;
import io.labnet.fernet.FernetKey;
import java.time.Duration;

/** The two sides of the grade protocol. */
public final class GradeProtocol {
    /** The default port of a server. */
    public static final int DEFAULT_PORT = 50_007;

    /**
     * The maximum size of a request in bytes. The protocol has no limit, because any number of separators may precede
     * the command. This limit is far above what any program sends, and small enough to buffer for a peer that stalls.
     */
    public static final int MAX_REQUEST_BYTES = 256;

    /**
     * The maximum size of a reply in bytes. Replies of this server have at most 592 bytes, including the key of {@link
     * GradeReplyForm#TOKEN_AND_KEY}; other servers may have longer marks.
     */
    public static final int MAX_REPLY_BYTES = 16 * 1024;

    /** The idle timeout of the server. A client sends its request right after it connects. */
    public static final Duration IDLE = Duration.ofSeconds(30);

    /** The idle timeout of the client. It is longer than that of the server, so the server closes first. */
    public static final Duration CLIENT_IDLE = Protocol.outlasting(IDLE);

    /** The deadline for the rest of a message after its first byte. Messages fit into one packet. */
    private static final Duration MESSAGE_DEADLINE = Duration.ofSeconds(10);

    private static final GradeRequestDecoder REQUEST_DECODER = new GradeRequestDecoder();
    private static final Protocol<GradeRequest, GradeReply> SERVER = new Protocol<>(
            "grades", () -> REQUEST_DECODER, GradeReply::writeTo, MAX_REQUEST_BYTES, false, IDLE, MESSAGE_DEADLINE);

    private GradeProtocol() {}

    /**
     * {@return the server's side, a single instance: requests of at most {@link #MAX_REQUEST_BYTES} bytes, an idle
     * timeout of 30 s and a deadline of 10 s for a request}
     */
    public static Protocol<GradeRequest, GradeReply> server() {
        return SERVER;
    }

    /**
     * Returns the client's side: replies of at most {@link #MAX_REPLY_BYTES} bytes, an idle timeout of 45 s and a
     * deadline of 10 s for a reply. Pauses are significant, because a reply has no terminator.
     *
     * @param key the key of the student
     * @return the protocol for conversations of that student
     */
    public static Protocol<GradeAnswer, GradeRequest> client(FernetKey key) {
        return new Protocol<>(
                "grades",
                () -> new GradeReplyDecoder(key),
                GradeRequest::writeTo,
                // One byte more than a reply may have, so that the decoder itself refuses a reply that is too large,
                // and cites the rule.
                MAX_REPLY_BYTES + 1,
                true,
                CLIENT_IDLE,
                MESSAGE_DEADLINE);
    }
}
