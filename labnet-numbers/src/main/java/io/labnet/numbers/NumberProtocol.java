// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.Protocol;
import java.time.Duration;

/** The numbers protocol as each of its sides speaks it. */
public final class NumberProtocol {
    /** Where a server listens by default. */
    public static final int DEFAULT_PORT = 8000;

    /** How large a message may be, in bytes: many times what two names and two numbers take. */
    public static final int MAX_MESSAGE_BYTES = 1024;

    /** How long a client may say nothing. A request follows the connection at once, and a reply the request. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** How long a message may take: no more than a packet, it is not for long under way. */
    private static final Duration MESSAGE_DEADLINE = Duration.ofSeconds(10);

    /** How long a server may say nothing: longer than it may wait for its client before it hangs up. */
    private static final Duration CLIENT_IDLE = Protocol.outlasting(IDLE);

    private static final Protocol<NumberRequest, NumberReply> SERVER = new Protocol<>(
            "numbers",
            () -> NumberRequest::take,
            NumberReply::writeTo,
            MAX_MESSAGE_BYTES,
            false,
            IDLE,
            MESSAGE_DEADLINE);
    private static final Protocol<NumberReply, NumberRequest> CLIENT = new Protocol<>(
            "numbers",
            () -> NumberReply::take,
            NumberRequest::writeTo,
            MAX_MESSAGE_BYTES,
            false,
            CLIENT_IDLE,
            MESSAGE_DEADLINE);

    private NumberProtocol() {}

    /** {@return the server's side, always the same: an idle time of 30 s and a deadline of 10 s for a request} */
    public static Protocol<NumberRequest, NumberReply> server() {
        return SERVER;
    }

    /** {@return the client's side, always the same: an idle time of 45 s and a deadline of 10 s for a reply} */
    public static Protocol<NumberReply, NumberRequest> client() {
        return CLIENT;
    }
}
