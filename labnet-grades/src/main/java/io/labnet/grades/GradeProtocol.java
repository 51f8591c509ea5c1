// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Protocol;
import io.labnet.fernet.FernetKey;
import java.time.Duration;

/** The grade protocol as each of its sides speaks it. */
public final class GradeProtocol {
    /** Where a server listens by default. */
    public static final int DEFAULT_PORT = 50_007;

    /**
     * How large a request may be, in bytes. The protocol sets no bound, since any number of separators may stand between
     * number and command; 256 is many times what any program sends, and little to hold for a peer that never goes on.
     */
    public static final int MAX_REQUEST_BYTES = 256;

    /**
     * How large a reply may be, in bytes. Ours has at most 592, the key of {@link GradeReplyForm#TOKEN_AND_KEY} included;
     * another server may have longer marks.
     */
    public static final int MAX_REPLY_BYTES = 16 * 1024;

    /** How long a client may say nothing. A request follows the connection at once, and a reply the request. */
    public static final Duration IDLE = Duration.ofSeconds(30);

    /** How long a server may say nothing: longer than it may wait for its client before it hangs up. */
    public static final Duration CLIENT_IDLE = Protocol.outlasting(IDLE);

    /** How long a message may take: no more than a packet, it is not for long under way. */
    private static final Duration MESSAGE_DEADLINE = Duration.ofSeconds(10);

    private static final GradeRequestDecoder REQUEST_DECODER = new GradeRequestDecoder();
    private static final Protocol<GradeRequest, GradeReply> SERVER = new Protocol<>(
            "grades", () -> REQUEST_DECODER, GradeReply::writeTo, MAX_REQUEST_BYTES, false, IDLE, MESSAGE_DEADLINE);

    private GradeProtocol() {}

    /**
     * {@return the server's side, always the same: requests of at most {@link #MAX_REQUEST_BYTES} bytes, an idle time
     * of 30 s and a deadline of 10 s for a request}
     */
    public static Protocol<GradeRequest, GradeReply> server() {
        return SERVER;
    }

    /**
     * Gives the client's side: replies of at most {@link #MAX_REPLY_BYTES} bytes, an idle time of 45 s and a deadline of
     * 10 s for a reply. Pauses mean something here, because a reply does not say where it ends.
     *
     * @param key the key of the student who asks
     * @return the protocol for conversations of that student
     */
    public static Protocol<GradeAnswer, GradeRequest> client(FernetKey key) {
        return new Protocol<>(
                "grades",
                () -> new GradeReplyDecoder(key),
                GradeRequest::writeTo,
                MAX_REPLY_BYTES,
                true,
                CLIENT_IDLE,
                MESSAGE_DEADLINE);
    }
}
