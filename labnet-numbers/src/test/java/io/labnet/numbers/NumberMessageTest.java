// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tests messages that are decoded and encoded without a conversation. */
class NumberMessageTest {
    @Test
    void request_roundTrips() {
        NumberRequest request = new NumberRequest("...", 25);

        assertThat(request.encode()).asString(StandardCharsets.UTF_8).isEqualTo(NumberRequest.EXAMPLE);
        assertThat(NumberRequest.decode(request.encode())).isEqualTo(request);
        assertRefusals(NumberRequest::decode, NumberRequest.EXAMPLE);
    }

    @Test
    void reply_roundTrips() {
        NumberReply reply = new NumberReply("...", 10, 35L);

        assertThat(reply.encode()).asString(StandardCharsets.UTF_8).isEqualTo(NumberReply.EXAMPLE);
        assertThat(NumberReply.decode(reply.encode())).isEqualTo(reply);
        assertRefusals(NumberReply::decode, NumberReply.EXAMPLE);
    }

    @Test
    void summaryWith_returnsTheDocumentedLineWithTheCorrectSum() {
        NumberReply reply = new NumberReply("Ada Server", 10, 36L);

        assertThat(reply.summaryWith(new NumberRequest("Ada Client", 25)))
                .isEqualTo("Client Number: 25 | Server Number: 10 | Sum: 35");
        assertThat(reply.summaryWith(new NumberRequest("Ada Client", Long.MAX_VALUE)))
                .endsWith(" | Sum: 9223372036854775817");
    }

    @Test
    void decode_skipsWhiteSpaceAround() {
        assertThat(NumberRequest.decode(bytes("\r\n" + NumberRequest.EXAMPLE + " \n"))
                        .clientNumber())
                .isEqualTo(25);
    }

    /** White space before the object does not count. */
    @Test
    void decode_messageBeyondTheLimit_isRefused() {
        int others = new NumberRequest("", 1).encode().length;
        NumberRequest largest = new NumberRequest("a".repeat(NumberProtocol.MAX_MESSAGE_BYTES - others), 1);
        NumberRequest tooLarge = new NumberRequest(largest.clientName() + "a", 1);

        assertThat(NumberRequest.decode(largest.encode())).isEqualTo(largest);
        assertThat(NumberRequest.decode(bytes(" ".repeat(2000) + new String(largest.encode(), StandardCharsets.UTF_8))))
                .isEqualTo(largest);
        assertThatThrownBy(() -> NumberRequest.decode(tooLarge.encode()))
                .isInstanceOfSatisfying(ProtocolException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.TOO_LARGE))
                .hasMessage("the message is larger than the limit of 1024 bytes (numbers-1.6)");
    }

    private static void assertRefusals(Function<byte[], ?> decode, String message) {
        assertRefusal(Reason.TRUNCATED, decode, message.substring(0, message.length() - 1));
        assertRefusal(Reason.TRAILING, decode, message + "}");
        assertRefusal(Reason.TRAILING, decode, message + message);
    }

    private static void assertRefusal(Reason reason, Function<byte[], ?> decode, String message) {
        assertThatThrownBy(() -> decode.apply(bytes(message)))
                .isInstanceOfSatisfying(ProtocolException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(reason));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
