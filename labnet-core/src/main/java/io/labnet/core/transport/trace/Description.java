// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message in words, the fields of its bytes, and the rule that it breaks, if any. Immutable: each {@code with} method
 * returns a changed copy.
 *
 * @param words the message in words, without secrets; unsafe characters are escaped
 * @param fields the fields in the order of their bytes, from the first byte of the message; bytes after the last field
 *     are shown without a name
 * @param breach the broken rule and how it was broken; {@code null} if the message breaks none
 */
public record Description(
        String words, List<Field> fields, @Nullable ProtocolException breach) {
    /** The largest number of characters of the words, and of the value of a field; the rest is cut. */
    public static final int MAX_CHARACTERS = 1000;

    /**
     * A part of a message.
     *
     * @param name the name, such as {@code checksum}
     * @param length the number of bytes, 0 or more
     * @param value the value in words; empty if the field is secret
     * @param secret whether the bytes are shown only if secrets were asked for
     */
    public record Field(String name, int length, String value, boolean secret) {
        /**
         * Checks the length.
         *
         * @param name the name
         * @param length the number of bytes
         * @param value the value in words; unsafe characters are escaped
         * @param secret whether the bytes are a secret
         * @throws IllegalArgumentException if the length is negative
         */
        public Field {
            Objects.requireNonNull(name, "name");
            value = EscapedText.of(value, MAX_CHARACTERS);
            if (length < 0) {
                throw new IllegalArgumentException("length " + length + " is negative");
            }
        }
    }

    /**
     * Copies the fields.
     *
     * @param words the message in words
     * @param fields the fields
     * @param breach the broken rule; {@code null} if there is none
     */
    public Description {
        words = EscapedText.of(words, MAX_CHARACTERS);
        fields = List.copyOf(fields);
    }

    /**
     * Describes a message without naming fields.
     *
     * @param words the message in words, without secrets
     * @return the description
     */
    public static Description of(String words) {
        return new Description(words, List.of(), null);
    }

    /**
     * Adds a field.
     *
     * @param name the name
     * @param length the number of bytes, 0 or more
     * @param value the value in words
     * @return the changed description
     * @throws IllegalArgumentException if the length is negative
     */
    public Description with(String name, int length, String value) {
        return with(new Field(name, length, value, false));
    }

    /**
     * Adds a field whose bytes are shown only if secrets were asked for.
     *
     * @param name the name
     * @param length the number of bytes, 0 or more
     * @return the changed description
     * @throws IllegalArgumentException if the length is negative
     */
    public Description withSecret(String name, int length) {
        return with(new Field(name, length, "", true));
    }

    private Description with(Field field) {
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return new Description(words, more, breach);
    }

    /**
     * Sets the broken rule.
     *
     * @param problem the broken rule and how it was broken; {@code null} if none is broken
     * @return the changed description
     */
    public Description breaking(@Nullable ProtocolException problem) {
        return new Description(words, fields, problem);
    }
}
