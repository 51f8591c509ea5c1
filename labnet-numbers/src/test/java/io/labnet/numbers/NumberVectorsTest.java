// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.numbers.client.NumberExchange;
import io.labnet.vectors.Vectors;
import io.labnet.vectors.Vectors.Bytes;
import io.labnet.vectors.Vectors.Hex;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tests requests and replies, as bytes. */
class NumberVectorsTest {
    private record Request(String clientName, long clientNumber, boolean inRange) {}

    private record Received(long clientNumber, Hex bytes) {
        NumberExchange exchange() {
            return new NumberExchange(new NumberRequest("", clientNumber), NumberReply.decode(bytes.array()));
        }
    }

    private record Reply(
            String serverName,
            long serverNumber,
            @Nullable Long sum,
            @Nullable String brokenRule) {}

    @TestFactory
    Stream<DynamicTest> requests() throws IOException {
        return Vectors.ofDecoder(
                "numbers/requests.json",
                Bytes.class,
                Request.class,
                input -> NumberRequest.decode(input.bytes().array()),
                (expected, request) -> {
                    assertThat(request).isEqualTo(new NumberRequest(expected.clientName(), expected.clientNumber()));
                    assertThat(request.isInRange()).isEqualTo(expected.inRange());
                    assertThat(NumberRequest.decode(request.encode())).isEqualTo(request);
                });
    }

    @TestFactory
    Stream<DynamicTest> replies() throws IOException {
        return Vectors.ofDecoder(
                "numbers/replies.json", Received.class, Reply.class, Received::exchange, (expected, exchange) -> {
                    NumberReply reply = exchange.reply();
                    assertThat(reply)
                            .isEqualTo(new NumberReply(expected.serverName(), expected.serverNumber(), expected.sum()));
                    assertThat(NumberReply.decode(reply.encode())).isEqualTo(reply);
                    assertThat(exchange.fault())
                            .endsWith(expected.brokenRule() == null ? "" : "(" + expected.brokenRule() + ")");
                    assertThat(exchange.fault().isEmpty()).isEqualTo(expected.brokenRule() == null);
                });
    }
}
