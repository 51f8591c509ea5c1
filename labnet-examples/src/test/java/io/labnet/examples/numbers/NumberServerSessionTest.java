// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Peer;
import io.labnet.examples.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberServerSessionTest {
    private static final Peer PEER = new Peer("127.0.0.1", 48_528);

    private final List<String> events = new ArrayList<>();
    private final NumberService service = new NumberService("Ada Server", () -> 10, () -> events.add("end"), console());
    private final Wire wire = new Wire(service.apply(PEER));

    @ParameterizedTest
    @ValueSource(longs = {1, 25, 100})
    void numberInRange_isAnsweredInOneWrite(long number) {
        wire.arrive("{\"client_name\": \"Ada Client\", \"client_number\": " + number + "}");

        assertThat(wire.writes())
                .containsExactly(
                        "{\"server_name\": \"Ada Server\", \"server_number\": 10, \"sum\": " + (number + 10) + "}");
        assertThat(wire.closing()).isEqualTo(Closing.FINISH);
        assertThat(events).containsExactly("accepted", "received", "replied");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 101, -5, Long.MIN_VALUE, Long.MAX_VALUE})
    void numberOutOfRange_endsTheServerWithoutAReply(long number) {
        wire.arrive("{\"client_name\": \"Ada Client\", \"client_number\": " + number + "}");

        assertThat(wire.writes()).isEmpty();
        assertThat(wire.closing()).isEqualTo(Closing.FINISH);
        assertThat(events).containsExactly("accepted", "received", number + " out of range, terminating true", "end");
    }

    @Test
    void numberOutOfRange_onlyClosesWhereTheServerKeepsRunning() {
        NumberService lasting = new NumberService("Ada Server", () -> 10, null, console());
        Wire other = new Wire(lasting.apply(PEER));
        other.arrive("{\"client_name\": \"Ada Client\", \"client_number\": 0}");

        assertThat(other.writes()).isEmpty();
        assertThat(other.closing()).isEqualTo(Closing.FINISH);
        assertThat(events).endsWith("0 out of range, terminating false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "{\"client_name\":\"a\",\"client_number\":\"0\"}",
                "{\"client_number\":0}",
                "\0"
            })
    void whatIsNoRequest_isClosedAndEndsNothing(String garbage) {
        wire.arrive(garbage).end();

        assertThat(wire.writes()).isEmpty();
        assertThat(wire.closing()).isEqualTo(Closing.FINISH);
        assertThat(events).containsExactly("accepted", "rejected");
    }

    @Test
    void requestThatStaysIncomplete_isToldToo() {
        wire.arrive("{\"client_name\":\"a\",").session().timedOut();

        assertThat(wire.writes()).isEmpty();
        assertThat(wire.closing()).isEqualTo(Closing.FINISH);
        assertThat(events).containsExactly("accepted", "rejected");
    }

    private NumberConsole console() {
        return new NumberConsole() {
            @Override
            public void connectionAccepted(Peer peer) {
                events.add("accepted");
            }

            @Override
            public void messageReceived() {
                events.add("received");
            }

            @Override
            public void replied(NumberRequest request, NumberReply reply) {
                events.add("replied");
            }

            @Override
            public void outOfRange(long number, boolean terminating) {
                events.add(number + " out of range, terminating " + terminating);
            }

            @Override
            public void rejected(ProtocolException problem) {
                events.add("rejected");
            }
        };
    }
}
