// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page of a protocol's rules. The page is Markdown; each rule is a section such as:
 *
 * <pre>{@code
 * ### crds-2.4 A field has one length byte
 *
 * *must* — COMPENG 4DN4, lab 4
 *
 * What is required, and why.
 *
 * * Right: `05 72 6f 6f 6d 31`
 * * Wrong: `00 05 72 6f 6f 6d 31`, a length of two bytes
 * * Usual mistake: ...
 * }</pre>
 *
 * @param rules the rules in the order of the page
 */
public record RulePage(List<Entry> rules) {
    private static final Pattern SECTION = Pattern.compile(
            "^### (\\w+-\\d+\\.\\d+) (.+)\\R+\\*(must|should|habit)\\*(.*(?:\\R(?!#).*+)*+)", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("^\\* (Right|Wrong): `([^`]*)`", Pattern.MULTILINE);

    /**
     * Copies the list.
     *
     * @param rules the rules
     */
    public RulePage {
        rules = List.copyOf(rules);
    }

    /** How binding a rule is. */
    public enum Level {
        /** A message that breaks the rule is refused. */
        MUST,
        /** Breaking the rule is accepted, but other programs may not understand the message. */
        SHOULD,
        /** What existing programs do, and what receivers tolerate. */
        HABIT
    }

    /**
     * A rule and its explanation.
     *
     * @param number the number, such as {@code crds-2.4}
     * @param title the rule in a few words
     * @param level how binding the rule is
     * @param text the section of the page after its title, in Markdown
     */
    public record Entry(String number, String title, Level level, String text) {
        /**
         * Returns the examples of bytes that follow the rule.
         *
         * @return the code spans in those lines of this rule that begin with {@code * Right:}, as written in the page
         */
        public List<String> right() {
            return examples("Right");
        }

        /**
         * Returns the examples of bytes that break the rule.
         *
         * @return the code spans in those lines of this rule that begin with {@code * Wrong:}, as written in the page
         */
        public List<String> wrong() {
            return examples("Wrong");
        }

        private List<String> examples(String label) {
            return EXAMPLE.matcher(text)
                    .results()
                    .filter(line -> line.group(1).equals(label))
                    .map(line -> line.group(2))
                    .toList();
        }
    }

    /**
     * Reads a page from a resource.
     *
     * @param beside the class in whose package the resource lies
     * @param name the name of the resource, such as {@code crds.md}
     * @return the page
     * @throws IllegalArgumentException if there is no such resource
     * @throws UncheckedIOException if it can't be read
     */
    public static RulePage read(Class<?> beside, String name) {
        try (InputStream page = beside.getResourceAsStream(name)) {
            if (page == null) {
                throw new IllegalArgumentException("there is no page " + name + " beside " + beside.getName());
            }
            return parse(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Parses a page.
     *
     * @param markdown the text of the page; anything but sections of rules is skipped
     * @return the page
     */
    public static RulePage parse(String markdown) {
        return new RulePage(
                SECTION.matcher(markdown).results().map(RulePage::entry).toList());
    }

    /**
     * Finds a rule.
     *
     * @param number its number, such as {@code crds-2.4}
     * @return the rule, or empty if the page has no rule with that number
     */
    public Optional<Entry> find(String number) {
        return rules.stream().filter(rule -> rule.number().equals(number)).findAny();
    }

    private static Entry entry(MatchResult section) {
        Level level = Stream.of(Level.values())
                .filter(each -> each.name().equalsIgnoreCase(section.group(3)))
                .findAny()
                .orElseThrow();
        String text = "*" + section.group(3) + "*" + section.group(4).stripTrailing();
        return new Entry(section.group(1), section.group(2).strip(), level, text);
    }
}
