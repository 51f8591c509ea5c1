// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.numbers;

import static io.labnet.check.numbers.NumberTalk.request;
import static io.labnet.check.numbers.NumberTalk.utf8;

import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Script;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The cases of messages that are no requests. A server closes without a reply, and serves the next client. */
final class NumberRefusals {
    private static final int LONG_NAME = 2000;
    private static final String RIGHT = request("Ada", 25);

    private NumberRefusals() {}

    static List<CheckCase> cases() {
        List<CheckCase> cases = new ArrayList<>(objects());
        cases.addAll(members());
        return cases;
    }

    private static List<CheckCase> objects() {
        byte[] length = {0, 0, 0, (byte) RIGHT.length()};
        return List.of(
                refused("numbers-1.1/text", "a sentence", "Client of John Smith"),
                refused("numbers-1.1/python", "a Python dict", "{'client_name': 'Ada', 'client_number': 25}"),
                refused("numbers-1.1/twice", "JSON inside a JSON string", "\"" + RIGHT.replace("\"", "\\\"") + "\""),
                refused("numbers-1.1/comma", "a comma before the brace", RIGHT.replace("}", ",}")),
                refused("numbers-1.1/array", "an array", "[\"Ada\", 25]"),
                refused("numbers-1.1/number", "a number", "25\n"),
                refused("numbers-1.1/mark", "a byte order mark", "\ufeff" + RIGHT),
                refused("numbers-1.1/deep", "arrays within arrays", RIGHT.replace("25", "25, \"x\": [[[[1]]]]")),
                refused("numbers-1.3/latin", "ISO 8859-1", request("Zoë", 25).getBytes(StandardCharsets.ISO_8859_1)),
                refused("numbers-1.3/utf16", "UTF-16", RIGHT.getBytes(StandardCharsets.UTF_16LE)),
                refused("numbers-1.4/digits", "the length as text", RIGHT.length() + RIGHT),
                refused(
                        "numbers-1.4/bytes",
                        "the length as four bytes",
                        ByteBuffer.allocate(length.length + RIGHT.length())
                                .put(length)
                                .put(utf8(RIGHT))
                                .array()),
                refused("numbers-1.2/cut", "an object without its end", RIGHT.substring(0, RIGHT.length() - 1)),
                refused("numbers-1.6/long", "a name of 2,000 letters", request("a".repeat(LONG_NAME), 25)));
    }

    private static List<CheckCase> members() {
        return List.of(
                refused("numbers-2.1/empty", "no members", "{}"),
                refused("numbers-2.1/name", "no name", "{\"client_number\": 25}"),
                refused("numbers-2.1/number", "no number", "{\"client_name\": \"Ada\"}"),
                refused("numbers-2.1/other", "members of other names", "{\"name\": \"Ada\", \"number\": 25}"),
                refused("numbers-2.2/number", "a number as the name", "{\"client_name\": 25, \"client_number\": 25}"),
                refused("numbers-2.2/null", "no value as the name", "{\"client_name\": null, \"client_number\": 25}"),
                refused("numbers-2.3/string", "the number in quotes", request("Ada", "\"25\"")),
                refused("numbers-2.3/fraction", "a number with a fraction", request("Ada", "25.0")),
                refused("numbers-2.3/exponent", "a number with an exponent", request("Ada", "2.5e1")),
                refused("numbers-2.3/large", "a number of more than 64 bits", request("Ada", "9223372036854775808")),
                refused("numbers-2.3/true", "true as the number", request("Ada", "true")),
                refused("numbers-2.3/array", "an array as the number", request("Ada", "[25]")),
                refused("numbers-2.5/twice", "the number twice", request("Ada", "25, \"client_number\": 26")));
    }

    private static CheckCase refused(String name, String title, String message) {
        return refused(name, title, utf8(message));
    }

    private static CheckCase refused(String name, String title, byte[] message) {
        String rule = name.substring(0, name.indexOf('/'));
        return Script.of(name, title + ": the server closes without a reply")
                .offer(title, message)
                .finish()
                .expect("no reply, and a close", NumberTalk.refusal(rule))
                .should(0)
                .with(Trait.HOSTILE, Trait.WHOLE);
    }
}
