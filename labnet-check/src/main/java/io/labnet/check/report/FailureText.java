// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import io.labnet.check.CaseResult;
import io.labnet.check.Failure;
import io.labnet.check.script.AnyRule;
import io.labnet.check.script.Delivery;
import io.labnet.check.suite.Suites;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.rule.RulePage.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What went wrong in a case, for the person who wrote the program: the rule, what passed, what was expected, the bytes
 * that came, what both sides said, and how to repeat it.
 */
public final class FailureText {
    private static final int ROW = 16;
    private static final int MAX_ROWS = 8;
    private static final int MAX_PASSED = 6;
    private static final int MAX_SAID = 40;
    private static final int MAX_PRINTED = 12;

    /** The time of a line in a transcript. */
    private static final Pattern TIME = Pattern.compile(" \\+\\d+\\.\\d+ ");

    /** A line of a transcript, up to the time, and the rest. */
    private static final Pattern CONTENT = Pattern.compile("^(.*? \\+\\d+\\.\\d+) .*$");

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final CaseResult result;
    private final Failure failure;
    private final List<String> lines = new ArrayList<>();

    private FailureText(CaseResult result, Failure failure) {
        this.result = result;
        this.failure = failure;
    }

    /**
     * Returns the text.
     *
     * @param result the result of the case
     * @param failure what went wrong
     * @param again the command that repeats the check, without a selection of cases
     * @return the lines
     */
    public static List<String> of(CaseResult result, Failure failure, String again) {
        return new FailureText(result, failure).write(again);
    }

    /**
     * Returns the rule that a number means.
     *
     * @param number the number, such as {@code crds-4.2}
     * @return the rule; empty if no page has it
     */
    public static Optional<Entry> rule(String number) {
        return Stream.concat(Stream.of(AnyRule.page()), Suites.all().map(suite -> suite.page()))
                .flatMap(page -> page.find(number).stream())
                .findFirst();
    }

    private List<String> write(String again) {
        String number = failure.rule();
        Optional<Entry> rule = rule(number);
        lines.add(number + "  " + rule.map(Entry::title).orElse("") + " ("
                + failure.level().name().toLowerCase(Locale.ROOT) + ")");
        rule.ifPresent(entry -> block("the rule", requirement(entry).lines().toList(), Integer.MAX_VALUE));
        String delivery = failure.delivery() == Delivery.WHOLE ? "" : "; " + failure.delivery();
        field("case", result.checked().name() + ": " + result.checked().title() + delivery);
        passed();
        field("then", failure.step());
        field("expected", failure.expected());
        // The likely cause has a line of its own.
        field("came", EscapedText.of(failure.came().replace("; likely cause: " + failure.cause(), "")));
        bytes();
        if (failure.ending() != null && !failure.came().endsWith(failure.ending())) {
            field("crash", "the program " + failure.ending());
        }
        if (failure.cause() != null) {
            field("likely", failure.cause());
        }
        block("both sides", said(), MAX_SAID);
        List<String> printed =
                failure.printed().strip().lines().map(EscapedText::of).toList();
        block("it printed", printed.subList(Math.max(0, printed.size() - MAX_PRINTED), printed.size()), MAX_PRINTED);
        field("again", again + " --only " + result.checked().name());
        field("read", "labnet explain " + number);
        return lines;
    }

    /** Returns what both sides said. What is repeated, such as the arrival of single bytes, takes two lines. */
    private List<String> said() {
        List<String> said = new ArrayList<>();
        String last = "";
        int repeated = 0;
        for (String line : failure.transcript().strip().lines().toList()) {
            String untimed = TIME.matcher(line).replaceFirst("");
            repeated = untimed.equals(last) && !untimed.equals(line) ? repeated + 1 : 0;
            if (repeated > 1) {
                said.remove(said.size() - 1);
            }
            said.add(
                    repeated == 0 ? line : CONTENT.matcher(line).replaceFirst("$1 the same again, " + times(repeated)));
            last = untimed;
        }
        return said;
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    /** Returns the paragraph of a rule that says what is required. */
    private static String requirement(Entry rule) {
        String[] paragraphs = rule.text().split("\n\n", -1);
        return paragraphs.length > 1 ? paragraphs[1] : rule.title();
    }

    private void passed() {
        List<String> passed = failure.passed();
        int hidden = passed.size() - MAX_PASSED;
        List<String> shown = hidden > 0 ? passed.subList(hidden, passed.size()) : passed;
        if (!shown.isEmpty()) {
            field("passed", (hidden > 0 ? "... " + hidden + " steps, " : "") + String.join("; ", shown));
        }
    }

    /** Adds the bytes in rows of hex and text, with a caret under the first wrong byte. */
    private void bytes() {
        byte[] bytes = failure.bytes();
        if (bytes.length == 0) {
            return;
        }
        int first = Math.max(0, failure.offset() / ROW - MAX_ROWS / 2);
        int rows = (bytes.length + ROW - 1) / ROW;
        for (int row = first; row < Math.min(rows, first + MAX_ROWS); row++) {
            int begin = row * ROW;
            byte[] part = Arrays.copyOfRange(bytes, begin, Math.min(begin + ROW, bytes.length));
            lines.add(String.format(
                    Locale.ROOT,
                    "              %04x  %-47s  \"%s\"",
                    begin,
                    HEX.formatHex(part),
                    EscapedText.ofBytes(part)));
            int column = failure.offset() - begin;
            if (column >= 0 && column < ROW && (failure.offset() < bytes.length || row == rows - 1)) {
                lines.add(" ".repeat(20) + "   ".repeat(column) + "^^ byte " + failure.offset());
            }
        }
        if (rows > first + MAX_ROWS) {
            lines.add("              ... " + (bytes.length - (first + MAX_ROWS) * ROW) + " more bytes");
        }
    }

    private void field(String name, String value) {
        lines.add(String.format(Locale.ROOT, "  %-10s  %s", name, value));
    }

    /** Adds lines. If there are too many, those in the middle are left out: the last ones say how it ended. */
    private void block(String name, List<String> block, int max) {
        int head = block.size() > max ? max / 2 : block.size();
        int tail = Math.max(head, block.size() - max / 2);
        for (int i = 0; i < head; i++) {
            lines.add(String.format(Locale.ROOT, "  %-10s  %s", i == 0 ? name : "", block.get(i)));
        }
        if (tail > head) {
            lines.add(String.format(Locale.ROOT, "  %-10s  ... %d lines are left out", "", tail - head));
        }
        for (int i = tail; i < block.size(); i++) {
            lines.add(String.format(Locale.ROOT, "  %-10s  %s", "", block.get(i)));
        }
    }
}
