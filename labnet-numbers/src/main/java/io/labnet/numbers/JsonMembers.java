// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object: strings, 64-bit integers, and other values. */
final class JsonMembers {
    /** The maximum length of a JSON text that an error message quotes. */
    private static final int MAX_QUOTED = 60;

    /** A value, its JSON text, and its offset. */
    private record Member(@Nullable Object value, String json, int offset) {}

    private final Map<String, Member> members = new LinkedHashMap<>();
    private int length;

    /**
     * Adds a member. Refuses the message if the name is already present.
     *
     * @param value a {@code String}, a {@code Long}, or {@code null} for anything else
     * @param json the JSON text of the value, or its beginning
     */
    void put(String name, @Nullable Object value, String json, int offset) {
        if (members.put(name, new Member(value, json, offset)) != null) {
            throw new ProtocolException(Reason.MALFORMED, offset, "the message has " + quoted(name) + " twice");
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

    /** Returns the value of a string member. Refuses the message if there is no such member, or it is not a string. */
    String text(String name) {
        return value(name, String.class, "a string");
    }

    /**
     * Returns the value of a number member. Refuses the message if there is no such member, or it is not a 64-bit
     * integer.
     */
    long number(String name) {
        return value(name, Long.class, "a 64-bit integer");
    }

    private <T> T value(String name, Class<T> type, String what) {
        Member member = members.get(name);
        if (member == null) {
            String others =
                    members.isEmpty() ? "no members" : "these members: " + quoted(String.join(", ", members.keySet()));
            throw new ProtocolException(Reason.MALFORMED, length, "the message has no " + name + "; it has " + others);
        }
        if (!type.isInstance(member.value)) {
            throw new ProtocolException(
                    Reason.MALFORMED, member.offset, name + " is " + quoted(member.json) + ", not " + what);
        }
        return type.cast(member.value);
    }

    private static String quoted(String text) {
        boolean tooLong = text.length() > MAX_QUOTED;
        return EscapedText.of(tooLong ? text.substring(0, MAX_QUOTED) + "..." : text);
    }
}
