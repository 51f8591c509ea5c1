// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.StudentId;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parser for typed requests, by the rules of the wire, with messages for a person. */
final class RequestText {
    private static final int MAX_SHOWN = 40;
    private static final Pattern PARTS =
            Pattern.compile("([0-9]{" + StudentId.LENGTH + "})[ \t,]*(.*)", Pattern.DOTALL);

    private RequestText() {}

    /**
     * Parses a request; ignores white space around it.
     *
     * @throws ProtocolException if it is invalid; {@link #fault} returns why
     */
    static GradeRequest parse(String typed) {
        return GradeRequest.decode(typed.strip().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns why a text is not a request. */
    static String fault(String typed) {
        String text = typed.strip();
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return quoted(text) + " does not begin with a student number, which has " + StudentId.LENGTH + " digits";
        }
        String command = parts.group(2);
        if (command.isEmpty()) {
            return "a command is missing after the student number: use GMA, GL1A to GL4A, GEA or GG";
        }
        return quoted(command) + " is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals";
    }

    private static String quoted(String text) {
        int shown = text.offsetByCodePoints(0, Math.min(MAX_SHOWN, text.codePointCount(0, text.length())));
        return "'" + EscapedText.of(text.substring(0, shown)) + (shown < text.length() ? "..." : "") + "'";
    }
}
