// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a server answers: {@code {"server_name": "Ada Server", "server_number": 10, "sum": 35}}.
 *
 * @param serverName the server's name, possibly empty
 * @param serverNumber the server's number, any at all: {@link #isInRange} tells whether a server may pick it
 * @param sum the sum of both numbers, {@code null} from older servers, which send none
 */
public record NumberReply(
        String serverName, long serverNumber, @Nullable Long sum) {
    /** Shows people what is expected. */
    public static final String EXAMPLE = "{\"server_name\": \"Ada Server\", \"server_number\": 10, \"sum\": 35}";

    /** Takes replies out of a stream. */
    static @Nullable NumberReply take(ByteBuffer in, Boundary boundary) {
        JsonMembers members = JsonObjects.take(in);
        if (members == null) {
            return null;
        }
        Long sum = members.has("sum") ? members.number("sum") : null;
        return new NumberReply(members.text("server_name"), members.number("server_number"), sum);
    }

    /**
     * {@return the reply that bytes are} White space around it is skipped, and so are members that nobody asks for.
     *
     * @param reply its bytes, all of them and nothing else; not changed
     * @throws io.labnet.core.codec.ProtocolException if they are no JSON object, or one without the members of a reply
     *     ({@code MALFORMED}); if it has more than {@link NumberProtocol#MAX_MESSAGE_BYTES} bytes ({@code TOO_LARGE});
     *     if the bytes end before it does ({@code TRUNCATED}); or if more bytes follow it ({@code TRAILING})
     */
    public static NumberReply decode(byte[] reply) {
        return Decoder.decodeWhole(NumberReply::take, reply);
    }

    /**
     * Writes the reply as it is documented, spaces included.
     *
     * @param out takes the bytes: no line end, and more than {@link NumberProtocol#MAX_MESSAGE_BYTES}, which nobody
     *     accepts, if the name is so long
     */
    public void writeTo(ByteSink out) {
        String sent = sum == null ? "" : ", \"sum\": " + sum;
        out.putText("{\"server_name\": " + JsonObjects.quoted(serverName) + ", \"server_number\": " + serverNumber
                + sent + "}");
    }

    /** {@return the bytes of the reply, in a new array} */
    public byte[] encode() {
        return Encoder.encodeWhole(NumberReply::writeTo, this);
    }

    /**
     * {@return whether the server's number is one of {@link NumberRequest#MIN_NUMBER} to
     * {@link NumberRequest#MAX_NUMBER}}
     */
    public boolean isInRange() {
        return NumberRequest.inRange(serverNumber);
    }

    /**
     * {@return the sum of both numbers, as it should be}
     *
     * @param request what this is the reply to
     */
    public BigInteger sumWith(NumberRequest request) {
        return BigInteger.valueOf(request.clientNumber()).add(BigInteger.valueOf(serverNumber));
    }

    /**
     * Shows both numbers and their sum, as the course documents it for both ends.
     *
     * @param request what this is the reply to
     * @return a line such as {@code Client Number: 25 | Server Number: 10 | Sum: 35}, without its end; the sum is {@link
     *     #sumWith}, not the one that was sent
     */
    public String summaryWith(NumberRequest request) {
        return "Client Number: " + request.clientNumber() + " | Server Number: " + serverNumber + " | Sum: "
                + sumWith(request);
    }

    /**
     * {@return whether the sum that was sent is the right one, or none was sent}
     *
     * @param request what this is the reply to
     */
    public boolean agreesWith(NumberRequest request) {
        return sum == null || BigInteger.valueOf(sum).equals(sumWith(request));
    }
}
