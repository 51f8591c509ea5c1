// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends: {@code {"client_name": "Ada Client", "client_number": 25}}.
 *
 * @param clientName the client's name, possibly empty
 * @param clientNumber the client's number, any at all: one that {@link #isInRange} denies has a meaning too
 */
public record NumberRequest(String clientName, long clientNumber) {
    /** The smallest number that is answered. */
    public static final int MIN_NUMBER = 1;

    /** The largest number that is answered. */
    public static final int MAX_NUMBER = 100;

    /** Shows people what is expected. */
    public static final String EXAMPLE = "{\"client_name\": \"Ada Client\", \"client_number\": 25}";

    /** Takes requests out of a stream. */
    static @Nullable NumberRequest take(ByteBuffer in, Boundary boundary) {
        JsonMembers members = JsonObjects.take(in);
        return members == null ? null : new NumberRequest(members.text("client_name"), members.number("client_number"));
    }

    /**
     * {@return the request that bytes are} White space around it is skipped, and so are members that nobody asks for.
     *
     * @param request its bytes, all of them and nothing else; not changed
     * @throws io.labnet.core.codec.ProtocolException if they are no JSON object, or one without the members of a request
     *     ({@code MALFORMED}); if it has more than {@link NumberProtocol#MAX_MESSAGE_BYTES} bytes ({@code TOO_LARGE});
     *     if the bytes end before it does ({@code TRUNCATED}); or if more bytes follow it ({@code TRAILING})
     */
    public static NumberRequest decode(byte[] request) {
        return Decoder.decodeWhole(NumberRequest::take, request);
    }

    /**
     * Writes the request as it is documented, spaces included.
     *
     * @param out takes the bytes: no line end, and more than {@link NumberProtocol#MAX_MESSAGE_BYTES}, which nobody
     *     accepts, if the name is so long
     */
    public void writeTo(ByteSink out) {
        out.putText(
                "{\"client_name\": " + JsonObjects.quoted(clientName) + ", \"client_number\": " + clientNumber + "}");
    }

    /** {@return the bytes of the request, in a new array} */
    public byte[] encode() {
        return Encoder.encodeWhole(NumberRequest::writeTo, this);
    }

    /**
     * {@return whether the number is one of {@link #MIN_NUMBER} to {@link #MAX_NUMBER}, which are answered} Any other
     * ends the server.
     */
    public boolean isInRange() {
        return inRange(clientNumber);
    }

    /** Tells whether either side may pick a number. */
    static boolean inRange(long number) {
        return number >= MIN_NUMBER && number <= MAX_NUMBER;
    }
}
