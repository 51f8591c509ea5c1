// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;

/** The rules of the grades protocol that this module enforces. {@link #page} explains them. */
public enum GradeRule implements Rule {
    /** A request begins with the seven digits of a student number. */
    STUDENT_NUMBER("1.1"),
    /** Only spaces, tabs and commas separate the number and the command. */
    SEPARATOR("1.2"),
    /** The command is one of seven, in capitals. */
    COMMAND("1.3"),
    /** A request has a number and a whole command. */
    WHOLE_REQUEST("1.4"),
    /** A request has at most {@link GradeProtocol#MAX_REQUEST_BYTES} bytes. */
    REQUEST_SIZE("1.5"),
    /** The grade file of the server has the student. */
    KNOWN_STUDENT("2.1"),
    /** A client sends its request before the server's idle timeout. */
    IN_TIME("2.2"),
    /** The server answers a request. */
    REPLY("3.1"),
    /** A reply is a Fernet token and nothing else. */
    TOKEN("3.2"),
    /** A server sends the whole token. */
    WHOLE_TOKEN("3.3"),
    /** A token is strict URL-safe base64. */
    BASE64("3.4"),
    /** A token is made with the key of the student. */
    STUDENT_KEY("3.5"),
    /** The text in a token is UTF-8. */
    UTF_8("3.6"),
    /** A reply has at most {@link GradeProtocol#MAX_REPLY_BYTES} bytes. */
    REPLY_SIZE("3.7"),
    /** The text has the marks of the file, or the averages as Python prints them. */
    TEXT("3.8"),
    /** Only white space stands between a token and its key. */
    TOKEN_AND_KEY("4.2");

    private final String number;

    GradeRule(String section) {
        this.number = "grades-" + section;
    }

    @Override
    public String number() {
        return number;
    }

    /**
     * Reads the page that explains all rules of the protocol.
     *
     * @return the page
     */
    public static RulePage page() {
        return RulePage.read(GradeRule.class, "/META-INF/labnet/rules/grades.md");
    }
}
