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

    private static final String EXPECTED = "; expected {\"client_name\": \"...\", \"client_number\": 25}";

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
                "GET / HTTP/1.1# it begins \"GET / HTTP/1.1\"EXPECTED; likely cause: an HTTP client (numbers-1.1)",
                "Client of John Smith# it begins \"Client of John Smith\"EXPECTED (numbers-1.1)",
                "{\"name\":\"Ada\",\"number\":25}# the message has no client_name; it has these members: name, number"
                        + "EXPECTED (numbers-2.1)",
                "{\"client_name\":\"a\",\"client_number\":\"25\"}# client_number is \"25\", not a 64-bit integer;"
                        + " likely cause: the number as a string, such as input() returns (numbers-2.3)",
                "{'client_name': 'a'}# the message is not a JSON object: after { comes ', but strings have double quotes;"
                        + " likely cause: a Python dict turned into text by str(): json.dumps makes JSON of it"
                        + " (numbers-1.1)",
            })
    void refusal_showsReceivedAndExpectedMessage(String message, String explanation) {
        wire.arrive(message);

        assertThat(refusals)
                .singleElement()
                .asString()
                .isEqualTo(explanation.replace("EXPECTED", EXPECTED) + "; received: " + message + " ("
                        + message.length() + " bytes)");
    }

    @Test
    void byteOrderMark_isExplained() {
        wire.arrive("\ufeff{\"client_name\": \"Ada Client\", \"client_number\": 25}");

        assertThat(refusals)
                .singleElement()
                .asString()
                .contains(
                        "; likely cause: a byte order mark: send UTF-8 without one (numbers-1.1)",
                        "received: \\xef\\xbb\\xbf{\"client_name\"",
                        "(53 bytes)");
    }

    @Test
    void incompleteObject_atTheTimeout_isExplained() {
        wire.arrive("{\"client_name\":\"a\",").timeOut();

        assertThat(refusals)
                .containsExactly(
                        "it stopped before the object was closed by '}': \"{\"client_name\":\"a\",\" (19 bytes)"
                                + EXPECTED + " (numbers-1.2)");
    }

    @Test
    void truncatedObject_isExplained() {
        wire.arrive("{\"client_name\":\"a\",").end();

        assertThat(refusals)
                .singleElement()
                .asString()
                .startsWith("the input ended before the object was closed by '}': ");
    }

    @Test
    void silence_isReported() {
        wire.timeOut();

        assertThat(refusals).containsExactly("no request in time" + EXPECTED);
    }

    @Test
    void messageThatIsTooLarge_isExplained() {
        wire.arrive("{\"client_name\":\"").arrive("a".repeat(2000));

        String refusal = "the message is larger than the limit of 1024 bytes (numbers-1.6)";
        assertThat(refusals).singleElement().asString().startsWith(refusal + "; received: ");
        assertThat(wire.session().rejection()).hasMessage(refusal);
    }

    @Test
    void secondRequest_isIgnoredWithAWarning() {
        wire.arrive("{\"client_name\": \"a\", \"client_number\": 25}\n{\"client_name\": \"b\", \"client_number\": 26}");

        assertThat(wire.writes()).hasSize(1);
        assertThat(events).containsExactly("connected", "requested", "replied", "ignored");
        assertThat(refusals)
                .containsExactly("a connection carries one request: what follows it is ignored (numbers-1.5);"
                        + " received: {\"client_name\": \"b\", \"client_number\": 26}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{\"client_name\": \"a\", \"client_number\": 0}# the number 0 is not within 1 to 100 (numbers-2.4)",
                "{\"client_name\": 1, \"client_number\": 0}# client_name is 1, not a string (numbers-2.2)",
            })
    void mistake_isExplainedToTheClientIfAsked(String message, String explanation) {
        NumberService explaining = new NumberService("Ada Server", () -> 10, null, NumberListener.SILENT, true);
        ConversationDriver other = new ConversationDriver(explaining.apply(PEER));
        other.arrive(message);

        assertThat(other).hasSent(explanation + "\n");
        assertThat(other).isFinished();
    }

    @Test
    void timeout_isExplainedToTheClientIfAsked() {
        NumberService explaining = new NumberService("Ada Server", () -> 10, null, NumberListener.SILENT, true);
        ConversationDriver other = new ConversationDriver(explaining.apply(PEER));
        other.arrive("{").timeOut();

        assertThat(other)
                .hasSent("it stopped before the object was closed by '}': \"{\" (1 byte)" + EXPECTED
                        + " (numbers-1.2)\n");
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
            public void ignored(Peer peer, String reason) {
                events.add("ignored");
                refusals.add(reason);
            }

            @Override
            public void disconnected(Peer peer) {
                events.add("disconnected");
            }
        };
    }
}
