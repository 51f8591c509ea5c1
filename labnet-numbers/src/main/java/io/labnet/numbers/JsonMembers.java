// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object: strings, 64-bit integers, and other values. */
final class JsonMembers {
    /** The maximum length of a JSON text that an error message quotes. */
    private static final int MAX_QUOTED = 60;

    private static final String CLIENT = "client_";
    private static final String SERVER = "server_";

    /** A value, its JSON text, and its offset. */
    private record Member(@Nullable Object value, String json, int offset) {}

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final String expected;
    private int length;

    /**
     * Creates an empty object.
     *
     * @param expected an example of the message
     */
    JsonMembers(String expected) {
        this.expected = expected;
    }

    /**
     * Adds a member. Refuses the message if the name is already present.
     *
     * @param value the value if it is a {@code String} or a {@code Long}; {@code null} for any other value
     * @param json the JSON text of the value, or its beginning
     */
    void put(String name, @Nullable Object value, String json, int offset) {
        if (members.put(name, new Member(value, json, offset)) != null) {
            throw new ProtocolException(
                    NumberRule.MEMBER_ONCE, Reason.MALFORMED, offset, "the message has " + quoted(name) + " twice");
        }
    }

    /** Sets the size of the object in bytes. */
    JsonMembers ended(int bytes) {
        length = bytes;
        return this;
    }

    int length() {
        return length;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** Refuses the message if one of the named members is missing. */
    JsonMembers require(NumberRule rule, String... names) {
        for (String name : names) {
            if (!has(name)) {
                throw new ProtocolException(
                                rule,
                                Reason.MALFORMED,
                                length,
                                "the message has no " + name + "; it has " + names() + "; expected " + expected)
                        .withLikelyCause(likelyCause(name));
            }
        }
        return this;
    }

    /** Returns the value of an existing member. Refuses the message if the value is not a string. */
    String text(String name, NumberRule rule) {
        Member member = member(name);
        if (member.value instanceof String text) {
            return text;
        }
        throw new ProtocolException(
                rule, Reason.MALFORMED, member.offset, name + " is " + quoted(member.json) + ", not a string");
    }

    /** Returns the value of an existing member. Refuses the message if the value is not a 64-bit integer. */
    long number(String name, NumberRule rule) {
        Member member = member(name);
        if (member.value instanceof Long number) {
            return number;
        }
        throw new ProtocolException(
                        rule,
                        Reason.MALFORMED,
                        member.offset,
                        name + " is " + quoted(member.json) + ", not a 64-bit integer")
                .explainedBy(NumberMistake.NUMBER, StandardCharsets.UTF_8.encode(member.json));
    }

    private Member member(String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    private String names() {
        return switch (members.size()) {
            case 0 -> "no members";
            case 1 -> "this member: " + quoted(String.join(", ", members.keySet()));
            default -> "these members: " + quoted(String.join(", ", members.keySet()));
        };
    }

    /**
     * Returns the likely reason why a member is missing: the message is a reply instead of a request (or the reverse),
     * or has the member under a different spelling of its name.
     */
    private @Nullable String likelyCause(String missing) {
        if (missing.startsWith(SERVER) && has("client_name") && has("client_number")) {
            return "the request was sent back";
        }
        if (missing.startsWith(CLIENT) && has("server_name") && has("server_number")) {
            return "a reply was sent instead of a request";
        }
        return members.keySet().stream()
                .filter(name -> letters(name).equals(letters(missing)))
                .map(name -> quoted(name) + " is meant: names are compared exactly")
                .findFirst()
                .orElse(null);
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }

    private static String quoted(String text) {
        boolean tooLong = text.length() > MAX_QUOTED;
        return EscapedText.of(tooLong ? text.substring(0, MAX_QUOTED) + "..." : text);
    }
}
