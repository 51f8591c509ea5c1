// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.Protocol;
import java.time.Duration;

/** The two sides of the numbers protocol. */
public final class NumberProtocol {
    /** The default port of a server. */
    public static final int DEFAULT_PORT = 8000;

    /** The maximum size of a message in bytes, many times the size of a usual one. */
    public static final int MAX_MESSAGE_BYTES = 1024;

    /** The idle timeout of the server. A client sends its request right after it connects. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** The deadline for the rest of a message after its first byte. Messages fit into one packet. */
    private static final Duration MESSAGE_DEADLINE = Duration.ofSeconds(10);

    /** The idle timeout of the client. It is longer than that of the server, so the server closes first. */
    private static final Duration CLIENT_IDLE = Protocol.outlasting(IDLE);

    private static final Protocol<NumberRequest, NumberReply> SERVER = new Protocol<>(
            "numbers",
            () -> NumberRequest.DECODER,
            NumberReply::writeTo,
            MAX_MESSAGE_BYTES,
            false,
            IDLE,
            MESSAGE_DEADLINE);
    private static final Protocol<NumberReply, NumberRequest> CLIENT = new Protocol<>(
            "numbers",
            () -> NumberReply.DECODER,
            NumberRequest::writeTo,
            MAX_MESSAGE_BYTES,
            false,
            CLIENT_IDLE,
            MESSAGE_DEADLINE);

    private NumberProtocol() {}

    /** {@return the server's side, a single instance: an idle timeout of 30 s and a deadline of 10 s for a request} */
    public static Protocol<NumberRequest, NumberReply> server() {
        return SERVER;
    }

    /** {@return the client's side, a single instance: an idle timeout of 45 s and a deadline of 10 s for a reply} */
    public static Protocol<NumberReply, NumberRequest> client() {
        return CLIENT;
    }
}
