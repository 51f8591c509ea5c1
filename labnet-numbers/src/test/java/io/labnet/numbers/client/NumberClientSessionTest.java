// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.numbers.NumberRequest;
import io.labnet.testkit.ConversationDriver;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the explanations for servers that do not speak the protocol. */
class NumberClientSessionTest {
    private static final String SENT =
            "; sent: {\"client_name\": \"Ada Client\", \"client_number\": 25} (50 bytes), no line end; received: ";
    private static final String EXPECTED = "; expected {\"server_name\": \"...\", \"server_number\": 10, \"sum\": 35}";

    private final NumberClientSession session = new NumberClientSession(new NumberRequest("Ada Client", 25), () -> {});
    private final ConversationDriver wire = new ConversationDriver(session.conversation());

    @Test
    void close_isExplainedWithTheSentRequest() {
        wire.end();

        assertThat(fault())
                .startsWith("the server closed the connection without a reply" + SENT
                        + "nothing; see the output of the server")
                .contains("other member names");
    }

    @Test
    void lostConnection_isExplainedWithTheSentRequest() {
        wire.disconnect(null);

        assertThat(fault())
                .startsWith("the connection was lost before a reply arrived" + SENT + "nothing; see the output");
    }

    @Test
    void silence_isExplainedWithLikelyCauses() {
        wire.timeOut();

        assertThat(fault())
                .isEqualTo("no reply within 45 s" + SENT + "nothing; it may be waiting for a line end, a length or "
                        + "the end of the input, which this client does not send");
    }

    @Test
    void incompleteObject_atTheTimeout_isExplained() {
        wire.arrive("{\"server_name\": \"Py\"").timeOut();

        assertThat(fault())
                .isEqualTo("the reply is incomplete: it stopped before the object was closed by '}':"
                        + " \"{\"server_name\": \"Py\"\" (20 bytes)" + EXPECTED + " (numbers-1.2)"
                        + SENT.replace("; received: ", ""));
    }

    @Test
    void truncatedObject_isExplained() {
        wire.arrive("{\"server_name\": \"Py\"").end();

        assertThat(fault())
                .startsWith("the reply cannot be read: the input ended before the object was closed by '}': ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "a\tb# \"a comes \\x09, but control characters in strings are written as escapes such as \\n (numbers-1.1);",
                "Jo\u00e9# \"Jo comes \\xe9\", which is not UTF-8 (numbers-1.3);",
                "\u00c3\u00a9\u00c3\u00a9\u00e9# \"\\xc3\\xa9\\xc3\\xa9 comes \\xe9\", which is not UTF-8 (numbers-1.3);",
                "\u00c3\u00a9\u00ff# \"\\xc3\\xa9 comes \\xff, which is not UTF-8 (numbers-1.3);",
                "\u00e2\u0082x# \" comes \\xe2\\x82x, which is not UTF-8 (numbers-1.3);",
                "Zo\u00c3\u00a9\tb# \"Zo\\xc3\\xa9 comes \\x09, but control characters in strings are written as escapes such as \\n (numbers-1.1);",
                "\u00f0\u009f\u0098\u0080\tb# \"\\xf0\\x9f\\x98\\x80 comes \\x09, but control characters in strings",
                "a\\x# \"a\\ comes x, which JSON does not allow there (numbers-1.1);"
            })
    void invalidText_isExplainedWithItsBytes(String name, String explanation) {
        String reply = "{\"server_name\": \"" + name + "\", \"server_number\": 10}";

        wire.arrive(reply.getBytes(StandardCharsets.ISO_8859_1), Boundary.MORE);

        assertThat(fault()).contains(explanation);
    }

    @Test
    void longReply_isShortened() {
        wire.arrive("x".repeat(500));

        assertThat(fault())
                .contains("it begins \"" + "x".repeat(40) + "\"..." + EXPECTED + " (numbers-1.1)")
                .endsWith("received: " + "x".repeat(100) + "... (500 bytes)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "no# it begins \"no\"",
                "{\"name\": \"Py\", \"number\": 10}# the message has no server_name; it has these members: name, number",
                "{}# the message has no server_name; it has no members",
                "{\"server_name\": \"Py\", \"server_number\": \"10\"}"
                        + "# server_number is \"10\", not a 64-bit integer",
                "{\"server_name\": [1], \"server_number\": 10}# server_name is [, not a string",
                "{\"server_name\": \"a\", \"server_name\": \"b\"}# the message has server_name twice",
                "{'server_name': 'Py'}# after { comes ', but strings have double quotes",
                "{\"server_number\": 010}# after {\"server_number\": 0 comes 1, but numbers do not begin with 0",
                "{\"server_number\": NaN}# the message is not a JSON object: after {\"server_number\": comes NaN}",
                "{\"a\": [[[[]]]]}# nested more than 4 levels deep"
            })
    void malformedReply_isExplainedWithoutTheMessageOfTheParser(String reply, String explanation) {
        wire.arrive(reply);

        assertThat(fault())
                .startsWith("the reply cannot be read: ")
                .contains(explanation, SENT + reply + " (" + reply.length())
                .doesNotContain("Feature", "enable");
    }

    private String fault() {
        return Objects.requireNonNull(session.outcome()).fault();
    }
}
