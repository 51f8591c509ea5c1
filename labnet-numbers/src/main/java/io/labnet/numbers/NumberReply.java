// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A reply of a server: {@code {"server_name": "Ada Server", "server_number": 10, "sum": 35}}.
 *
 * @param serverName the server's name, possibly empty
 * @param serverNumber the server's number, which may be out of range: see {@link #isInRange}
 * @param sum the sum of both numbers, or {@code null} from an older server, which does not send it
 */
public record NumberReply(
        String serverName, long serverNumber, @Nullable Long sum) {
    /** An example for messages to people. */
    public static final String EXAMPLE = "{\"server_name\": \"...\", \"server_number\": 10, \"sum\": 35}";

    /** Decodes replies of a stream. */
    static final Decoder<NumberReply> DECODER = new NumberDecoder<>(EXAMPLE, NumberReply::of);

    private static NumberReply of(JsonMembers members) {
        Long sum = members.has("sum") ? members.number("sum", NumberRule.SUM) : null;
        members.require(NumberRule.REPLY_MEMBERS, "server_name", "server_number");
        return new NumberReply(
                members.text("server_name", NumberRule.REPLY_MEMBERS),
                members.number("server_number", NumberRule.REPLY_MEMBERS),
                sum);
    }

    /**
     * {@return the reply decoded from bytes} White space around it and unknown members are skipped.
     *
     * @param reply exactly the bytes of one reply; not modified
     * @throws io.labnet.core.codec.ProtocolException if the bytes are not a JSON object with the members of a reply
     *     ({@code MALFORMED}); if the object has more than {@link NumberProtocol#MAX_MESSAGE_BYTES} bytes ({@code
     *     TOO_LARGE}); if the bytes end inside the object ({@code TRUNCATED}); or if more bytes follow it ({@code
     *     TRAILING})
     */
    public static NumberReply decode(byte[] reply) {
        return Decoder.decodeWhole(DECODER, reply);
    }

    /**
     * Writes the reply in the documented form, including spaces.
     *
     * @param out receives the bytes, without a line end. A long name can exceed {@link
     *     NumberProtocol#MAX_MESSAGE_BYTES}; receivers refuse such a reply
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
     * {@return whether the server's number is within {@link NumberRequest#MIN_NUMBER} to {@link
     * NumberRequest#MAX_NUMBER}}
     */
    public boolean isInRange() {
        return NumberRequest.inRange(serverNumber);
    }

    /**
     * {@return the correct sum of both numbers}
     *
     * @param request the request of this reply
     */
    public BigInteger sumWith(NumberRequest request) {
        return BigInteger.valueOf(request.clientNumber()).add(BigInteger.valueOf(serverNumber));
    }

    /**
     * Returns the line that the course documents for both sides: both numbers and their sum.
     *
     * @param request the request of this reply
     * @return a line such as {@code Client Number: 25 | Server Number: 10 | Sum: 35}, without a line end; the sum is
     *     {@link #sumWith}, not {@link #sum}
     */
    public String summaryWith(NumberRequest request) {
        return "Client Number: " + request.clientNumber() + " | Server Number: " + serverNumber + " | Sum: "
                + sumWith(request);
    }

    /**
     * {@return whether the sum is correct or was not sent}
     *
     * @param request the request of this reply
     */
    public boolean agreesWith(NumberRequest request) {
        return sum == null || BigInteger.valueOf(sum).equals(sumWith(request));
    }
}
