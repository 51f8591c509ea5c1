// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.rule;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of the mistakes that refused bytes may show: patterns, and what the author of the bytes did wrong. The first
 * pattern that matches decides, so put special patterns before general ones. A cause must be nearly certain: a wrong
 * hint is worse than none.
 *
 * <p>A pattern is a regular expression over the bytes as ISO 8859-1: each byte is one character, and the dot stands for
 * any byte. A pattern is compared with the beginning of the bytes; a pattern that ends with {@code \z} must match all
 * bytes. The bytes are not copied. Peers choose the bytes, so a pattern must not backtrack without bound.
 *
 * <p>Immutable. {@code with} returns a new table; a table is usually a constant.
 */
public final class KnownMistakes {
    private record Entry(Pattern bytes, @Nullable Rule rule, Function<? super MatchResult, @Nullable String> cause) {}

    /**
     * A mistake that bytes show.
     *
     * @param rule the rule that the mistake breaks; {@code null} if the table names no rule, and the refusal keeps its
     *     own rule
     * @param cause the mistake, as a phrase such as {@code an HTTP client}
     */
    public record Mistake(@Nullable Rule rule, String cause) {}

    /** Bytes as characters of ISO 8859-1. */
    private record Latin1(ByteBuffer bytes) implements CharSequence {
        @Override
        public int length() {
            return bytes.remaining();
        }

        @Override
        public char charAt(int index) {
            return (char) (bytes.get(bytes.position() + index) & 0xff);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            StringBuilder text = new StringBuilder(end - start);
            for (int i = start; i < end; i++) {
                text.append(charAt(i));
            }
            return text;
        }

        @Override
        public String toString() {
            return subSequence(0, length()).toString();
        }
    }

    private final List<Entry> entries;

    private KnownMistakes(List<Entry> entries) {
        this.entries = entries;
    }

    /** Creates an empty table. */
    public KnownMistakes() {
        this(List.of());
    }

    /**
     * Returns a table with one more mistake.
     *
     * @param bytes the pattern
     * @param cause the mistake, as a phrase
     * @return the table
     * @throws java.util.regex.PatternSyntaxException if the pattern is not a regular expression
     */
    public KnownMistakes with(String bytes, String cause) {
        Objects.requireNonNull(cause, "cause");
        return with(new Entry(compile(bytes), null, found -> cause));
    }

    /**
     * Returns a table with one more mistake, which breaks a rule.
     *
     * @param rule the rule
     * @param bytes the pattern
     * @param cause the mistake, as a phrase
     * @return the table
     * @throws java.util.regex.PatternSyntaxException if the pattern is not a regular expression
     */
    public KnownMistakes with(Rule rule, String bytes, String cause) {
        Objects.requireNonNull(cause, "cause");
        return with(rule, bytes, found -> cause);
    }

    /**
     * Returns a table with one more mistake, which breaks a rule and whose phrase depends on the bytes.
     *
     * @param rule the rule
     * @param bytes the pattern
     * @param cause returns the mistake, as a phrase, for the matched bytes; {@code null} if these bytes do not show the
     *     mistake after all; the next pattern is then tried. This function must not retain the match
     * @return the table
     * @throws java.util.regex.PatternSyntaxException if the pattern is not a regular expression
     */
    public KnownMistakes with(Rule rule, String bytes, Function<? super MatchResult, @Nullable String> cause) {
        return with(new Entry(
                compile(bytes), Objects.requireNonNull(rule, "rule"), Objects.requireNonNull(cause, "cause")));
    }

    private KnownMistakes with(Entry entry) {
        return new KnownMistakes(
                Stream.concat(entries.stream(), Stream.of(entry)).toList());
    }

    private static Pattern compile(String bytes) {
        return Pattern.compile(bytes, Pattern.DOTALL);
    }

    /**
     * Finds the mistake that refused bytes show.
     *
     * @param bytes the bytes from position to limit; not changed
     * @return the first mistake that matches; {@code null} if there is none
     */
    public @Nullable Mistake find(ByteBuffer bytes) {
        Latin1 text = new Latin1(bytes);
        for (Entry entry : entries) {
            Matcher found = entry.bytes.matcher(text);
            if (found.lookingAt()) {
                String cause = entry.cause.apply(found);
                if (cause != null) {
                    return new Mistake(entry.rule, cause);
                }
            }
        }
        return null;
    }

    /**
     * Returns the likely cause of refused bytes.
     *
     * @param bytes the bytes from position to limit; not changed
     * @return the phrase of the first mistake that matches; {@code null} if there is none
     */
    public @Nullable String cause(ByteBuffer bytes) {
        Mistake found = find(bytes);
        return found == null ? null : found.cause;
    }

    /**
     * Describes a refusal that is not an exception, with the likely cause and the number of the rule.
     *
     * @param rule the rule that is broken unless the table names another
     * @param problem what is wrong
     * @param bytes the refused bytes, from position to limit; not changed
     * @return the text, as {@link Rule#cited(String, String)} returns it
     */
    public String explain(Rule rule, String problem, ByteBuffer bytes) {
        Mistake found = find(bytes);
        if (found == null) {
            return rule.cited(problem);
        }
        return (found.rule == null ? rule : found.rule).cited(problem, found.cause);
    }
}
