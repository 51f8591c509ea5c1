// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.testkit.internal.Input.Part;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A broken rule of a decoder, with the expected and the actual result. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    /** Matches classes of the JDK, whose stack frames are skipped because they differ between versions. */
    private static final Pattern PLATFORM = Pattern.compile("(?:java|javax|jdk|sun)\\.");

    private final Rule rule;
    private final String expected;
    private final String came;

    Violation(Rule rule, String expected, String came, @Nullable Throwable cause) {
        super(came, cause);
        this.rule = rule;
        this.expected = expected;
        this.came = came;
    }

    Violation(Rule rule, String expected, String came) {
        this(rule, expected, came, null);
    }

    Rule rule() {
        return rule;
    }

    /** Returns the test failure, for the author of the decoder. */
    AssertionError toFailure(List<Part> input) {
        return new AssertionError(
                String.join(
                        "\n",
                        "the decoder breaks a rule: " + rule.requirement(),
                        "  input:    " + Input.describe(input) + legend(input),
                        "  expected: " + expected,
                        "  came:     " + came,
                        "  to do:    " + rule.remedy()),
                this);
    }

    /** Returns the first place outside the JDK in a stack trace. */
    static String place(StackTraceElement[] trace) {
        for (StackTraceElement frame : trace) {
            if (!PLATFORM.matcher(frame.getClassName()).lookingAt()) {
                return String.format(
                        Locale.ROOT,
                        " at %s.%s(%s:%d)",
                        frame.getClassName(),
                        frame.getMethodName(),
                        frame.getFileName(),
                        frame.getLineNumber());
            }
        }
        return " in the JDK";
    }

    private static String legend(List<Part> input) {
        return input.size() > 1 ? "   (bytes in hex; | is where the input is split)" : "   (bytes in hex)";
    }
}
