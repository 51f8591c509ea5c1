// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tests the decoder with requests as other programs write them, and with malformed ones. */
class NumberRequestContractTest extends CodecContract<NumberRequest> {
    private static final NumberRequest ADA = new NumberRequest("Ada Client", 25);
    private static final NumberRequest ZERO = new NumberRequest("", 0);
    private static final NumberRequest LARGEST = new NumberRequest("a".repeat(985), 1);
    private static final NumberRequest NEGATIVE = new NumberRequest("Zo\u00eb \"\ud83d\ude00\"\n", Long.MIN_VALUE);

    @Override
    protected Protocol<NumberRequest, ?> protocol() {
        return NumberProtocol.server();
    }

    @Override
    protected Encoder<NumberRequest> encoder() {
        return NumberRequest::writeTo;
    }

    /** The same object has many JSON texts. */
    @Override
    protected boolean isCanonical() {
        return false;
    }

    @Override
    protected List<DecoderSample<NumberRequest>> samples() {
        return List.of(
                accepted("{\"client_name\": \"Ada Client\", \"client_number\": 25}", ADA),
                accepted("{\"client_number\":25,\"client_name\":\"Ada Client\"}\r\n", ADA),
                accepted(" \n{\"client_name\": \"\\u0041da Client\", \"client_number\": 25} \t\n\n", ADA),
                accepted(
                        "{\"client_name\":\"\",\"client_number\":0}{\"client_number\":-0,\"client_name\":\"\"}",
                        ZERO,
                        ZERO),
                accepted(
                        "{\"client_name\":\"Zo\u00eb \\\"\\ud83d\\ude00\\\"\\n\",\"client_number\":-9223372036854775808}",
                        NEGATIVE),
                accepted("{\"more\":[{\"a\":{}}],\"client_name\":\"Ada Client\",\"client_number\":25,\"x\":1.5}", ADA),
                accepted("\n {\"client_name\": \"" + LARGEST.clientName() + "\", \"client_number\": 1} ", LARGEST),
                refused("hello", 0),
                refused("[25]", 0),
                refused("{\"client_name\":\"a\",\"client_number\":25.0}", 35),
                refused("{\"client_name\":\"a\",\"client_number\":\"25\"}", 35),
                refused("{\"client_name\":\"a\",\"client_number\":9223372036854775808}", 35),
                refused("{\"client_name\":\"a\",\"client_number\":true}", 35),
                refused("{\"client_name\":\"a\",\"client_number\":null}", 35),
                refused("{\"client_name\":\"a\",\"client_number\":[1]}", 35),
                refused("{\"client_name\":7,\"client_number\":25}", 15),
                refused("{\"client_name\":\"a\"}", 19),
                refused("{}", 2),
                malformed("{\"client_name\":\"a\",\"client_number\":1,\"client_number\":2}"),
                malformed("{\"a\":[[[[]]]]}"),
                malformed("{\"client_name\":\"a\" \"client_number\":1}"),
                malformed("{\"client_name\":'a'}"),
                malformed("{\"client_name\":\"a\",\"client_number\":25,}"),
                malformed("{\"client_name\":\"a\",\"client_number\":25, \n}"),
                malformed("{\"client_name\":\"a\",\"x\":{\"a\":1,},\"client_number\":25}"),
                malformed("{\"client_name\":\"\u0001\"}"),
                malformed("{\"client_number\":01}"),
                malformed("{\"client_number\":NaN}"),
                DecoderSample.<NumberRequest>refused(
                                bytes("\n {\"client_name\": \"" + LARGEST.clientName() + "a\", \"client_number\": 1}"),
                                Reason.TOO_LARGE)
                        .at(NumberProtocol.MAX_MESSAGE_BYTES),
                DecoderSample.<NumberRequest>refused(bytes("{\"client_name\": \"Ada"), Reason.TRUNCATED));
    }

    private static DecoderSample<NumberRequest> accepted(String text, NumberRequest... requests) {
        return DecoderSample.accepted(bytes(text), requests);
    }

    private static DecoderSample<NumberRequest> refused(String text, int offset) {
        return malformed(text).at(offset);
    }

    private static DecoderSample<NumberRequest> malformed(String text) {
        return DecoderSample.refused(bytes(text), Reason.MALFORMED);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
