// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.numbers;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object: texts, whole numbers of 64 bits, and what is neither. */
final class JsonMembers {
    /** A value, and where it begins. */
    private record Member(@Nullable Object value, int offset) {}

    private final Map<String, Member> members = new HashMap<>();
    private int length;

    /** Adds a member; its value is a {@code String}, a {@code Long}, or {@code null} for anything else. */
    void put(String name, @Nullable Object value, int offset) {
        members.put(name, new Member(value, offset));
    }

    /** Takes down how many bytes the object has. */
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

    /** Gives a text, or refuses the message. */
    String text(String name) {
        return value(name, String.class, "a string");
    }

    /** Gives a number, or refuses the message. */
    long number(String name) {
        return value(name, Long.class, "a whole number of 64 bits");
    }

    private <T> T value(String name, Class<T> type, String what) {
        Member member = members.get(name);
        if (member == null) {
            throw new ProtocolException(Reason.MALFORMED, length, "the message has no " + name);
        }
        if (!type.isInstance(member.value)) {
            throw new ProtocolException(Reason.MALFORMED, member.offset, name + " is not " + what);
        }
        return type.cast(member.value);
    }
}
