// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import io.labnet.testkit.ConversationDriver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberServerSessionTest {
    private static final Peer PEER = new Peer("127.0.0.1", 48_528);

    private static final String EXPECTED = "; expected: {\"client_name\": \"Ada Client\", \"client_number\": 25}";

    private final List<String> events = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final NumberService service =
            new NumberService("Ada Server", () -> 10, () -> events.add("end"), listener());
    private final ConversationDriver wire = new ConversationDriver(service.apply(PEER));

    @ParameterizedTest
    @ValueSource(longs = {1, 25, 100})
    void numberInRange_getsAReplyInOneWrite(long number) {
        wire.arrive("{\"client_name\": \"Ada Client\", \"client_number\": " + number + "}");

        assertThat(wire.writes())
                .containsExactly(
                        "{\"server_name\": \"Ada Server\", \"server_number\": 10, \"sum\": " + (number + 10) + "}");
        assertThat(wire).isFinished();
        assertThat(events).containsExactly("connected", "requested", "replied");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 101, -5, Long.MIN_VALUE, Long.MAX_VALUE})
    void numberOutOfRange_endsTheServerWithoutAReply(long number) {
        wire.arrive("{\"client_name\": \"Ada Client\", \"client_number\": " + number + "}");

        assertThat(wire.writes()).isEmpty();
        assertThat(wire).isFinished();
        assertThat(events).containsExactly("connected", "requested", number + " out of range, terminating true", "end");
    }

    @Test
    void numberOutOfRange_withKeepRunning_onlyCloses() {
        NumberService keepsRunning = new NumberService("Ada Server", () -> 10, null, listener());
        ConversationDriver other = new ConversationDriver(keepsRunning.apply(PEER));
        other.arrive("{\"client_name\": \"Ada Client\", \"client_number\": 0}");

        assertThat(other.writes()).isEmpty();
        assertThat(other).isFinished();
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
    void malformedRequest_onlyCloses(String garbage) {
        wire.arrive(garbage).end();

        assertThat(wire.writes()).isEmpty();
        assertThat(wire).isFinished();
        wire.disconnect(null);
        assertThat(events).containsExactly("connected", "refused", "disconnected");
    }

    @Test
    void incompleteRequest_isReported() {
        wire.arrive("{\"client_name\":\"a\",").timeOut();

        assertThat(wire.writes()).isEmpty();
        assertThat(wire).isFinished();
        assertThat(events).containsExactly("connected", "refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "GET / HTTP/1.1# the message does not begin with '{'; likely cause: an HTTP client; received: GET / HTTP/1.1 (14 bytes)",
                "Ada 25# the message does not begin with '{'; received: Ada 25 (6 bytes); expected: ",
                "{\"name\":\"Ada\",\"number\":25}# the message has no client_name; it has these members: name, number; ",
                "{\"client_name\":\"a\",\"client_number\":\"25\"}# client_number is \"25\", not a 64-bit integer",
                "{'client_name': 'a'}# comes ', but strings have double quotes; "
                        + "likely cause: a Python dict, list or tuple turned into text by str()",
            })
    void refusal_showsReceivedAndExpectedMessage(String message, String explanation) {
        wire.arrive(message);

        assertThat(refusals).singleElement().asString().contains(explanation).endsWith(EXPECTED);
    }

    @Test
    void byteOrderMark_isExplained() {
        wire.arrive("\ufeff{\"client_name\": \"Ada Client\", \"client_number\": 25}");

        assertThat(refusals)
                .singleElement()
                .asString()
                .contains("received: \\xef\\xbb\\xbf{\"client_name\"", "(53 bytes)", "are a byte order mark");
    }

    @Test
    void incompleteObject_atTheTimeout_isExplained() {
        wire.arrive("{\"client_name\":\"a\",").timeOut();

        assertThat(refusals)
                .containsExactly(
                        "the object was not closed by '}' in time; received: {\"client_name\":\"a\", (19 bytes)"
                                + EXPECTED);
    }

    @Test
    void truncatedObject_isExplained() {
        wire.arrive("{\"client_name\":\"a\",").end();

        assertThat(refusals)
                .singleElement()
                .asString()
                .startsWith("the input ended before the object was closed by '}'; ");
    }

    @Test
    void silence_isReported() {
        wire.timeOut();

        assertThat(refusals).containsExactly("no request in time; received: nothing" + EXPECTED);
    }

    private NumberListener listener() {
        return new NumberListener() {
            @Override
            public void connected(Peer peer) {
                events.add("connected");
            }

            @Override
            public void requested(Peer peer, NumberRequest request) {
                events.add("requested");
            }

            @Override
            public void replied(Peer peer, NumberRequest request, NumberReply reply) {
                events.add("replied");
            }

            @Override
            public void outOfRange(Peer peer, long number, boolean terminating) {
                events.add(number + " out of range, terminating " + terminating);
            }

            @Override
            public void refused(Peer peer, String reason) {
                events.add("refused");
                refusals.add(reason);
            }

            @Override
            public void disconnected(Peer peer) {
                events.add("disconnected");
            }
        };
    }
}
