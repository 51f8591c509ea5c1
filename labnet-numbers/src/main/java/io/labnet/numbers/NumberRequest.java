// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.numbers.internal.ExchangeFault;

/**
 * A request from a client: {@code {"client_name": "Ada Client", "client_number": 25}}.
 *
 * @param clientName the client's name, possibly empty
 * @param clientNumber the client's number, which may be out of range; such a number ends the server
 */
public record NumberRequest(String clientName, long clientNumber) {
    /** The smallest number in range. */
    public static final int MIN_NUMBER = 1;

    /** The largest number in range. */
    public static final int MAX_NUMBER = 100;

    /** An example for messages to people. */
    public static final String EXAMPLE = "{\"client_name\": \"...\", \"client_number\": 25}";

    /** Decodes requests of a stream. */
    static final Decoder<NumberRequest> DECODER = new NumberDecoder<>(EXAMPLE, NumberRequest::of);

    private static NumberRequest of(JsonMembers members) {
        members.require(NumberRule.REQUEST_MEMBERS, "client_name", "client_number");
        return new NumberRequest(
                members.text("client_name", NumberRule.CLIENT_NAME),
                members.number("client_number", NumberRule.CLIENT_NUMBER));
    }

    /**
     * {@return the request decoded from bytes} White space around it and unknown members are skipped.
     *
     * @param request exactly the bytes of one request; not modified
     * @throws io.labnet.core.codec.ProtocolException if the bytes are not a JSON object with the members of a request
     *     ({@code MALFORMED}); if the object has more than {@link NumberProtocol#MAX_MESSAGE_BYTES} bytes ({@code
     *     TOO_LARGE}); if the bytes end inside the object ({@code TRUNCATED}); or if more bytes follow it ({@code
     *     TRAILING})
     */
    public static NumberRequest decode(byte[] request) {
        return Decoder.decodeWhole(DECODER, request);
    }

    /**
     * Writes the request in the documented form, including spaces.
     *
     * @param out receives the bytes, without a line end. A long name can exceed {@link
     *     NumberProtocol#MAX_MESSAGE_BYTES}; receivers refuse such a request
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
     * {@return whether the number is within {@link #MIN_NUMBER} to {@link #MAX_NUMBER}} The server replies only if the
     * number is in range; any other number ends the server.
     */
    public boolean isInRange() {
        return inRange(clientNumber);
    }

    /**
     * {@return why the server does not reply to a number out of range, such as {@code the number 0 is not within 1 to
     * 100 (numbers-2.4)}}
     */
    public String rangeFault() {
        return String.valueOf(ExchangeFault.ofRange(this).getMessage());
    }

    /** Returns whether a number is in range, for either side. */
    static boolean inRange(long number) {
        return number >= MIN_NUMBER && number <= MAX_NUMBER;
    }
}
