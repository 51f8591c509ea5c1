// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.numbers;

import io.labnet.check.script.Expectation;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.core.codec.Boundary;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.NumberReply;
import java.nio.charset.StandardCharsets;

/** The steps of conversations with a server of numbers. */
final class NumberTalk {
    private static final int SANE = 25;

    private NumberTalk() {}

    /** Returns a request in the usual form. */
    static String request(String name, Object number) {
        return "{\"client_name\": \"" + name + "\", \"client_number\": " + number + "}";
    }

    /** Adds a right request and its reply. */
    static Script exchange(Script script) {
        return exchange(script, request("Ada Client", SANE), SANE);
    }

    /** Adds a request, and a reply that fits to its number. */
    static Script exchange(Script script, String request, int number) {
        return script.send(request, utf8(request)).expect("a reply with the sum", reply(number));
    }

    /** Expects a reply to a number. The dialogue judges the range and the sum too, if it understood the request. */
    static Expectation reply(int number) {
        return Expectation.message(
                () -> NumberProtocol.client().decoders().get(),
                "a reply such as " + NumberReply.EXAMPLE,
                (reply, stage) -> {
                    long expected = number + reply.serverNumber();
                    return reply.sum() == null || reply.sum() == expected
                            ? ""
                            : "the sum is " + reply.sum() + ", not " + expected;
                });
    }

    /**
     * Expects that the server closes without a reply.
     *
     * @param rule the rule that a reply breaks
     */
    static Expectation refusal(String rule) {
        return (in, boundary, stage) -> {
            if (in.hasRemaining()) {
                byte[] came = new byte[in.remaining()];
                in.get(came);
                throw new Mismatch("the server closes without a reply", "a reply came", came, 0, null).breaking(rule);
            }
            return boundary == Boundary.END;
        };
    }

    /** Returns the bytes of a text. */
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
