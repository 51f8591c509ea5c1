// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.util.regex.Pattern;

/**
 * Text that may quote the command line, made fit for a log: keys and tokens in it are only mentioned, and of URLs neither
 * users and passwords nor parameters are shown.
 */
final class SecretRedactor {
    private static final String DIGIT = "[A-Za-z0-9_-]";

    /**
     * A token begins with its version and the zeros of a timestamp before 2106. A key has 43 digits and its padding, which may
     * be missing; the digits may be those of another form of Base64.
     */
    private static final Pattern SECRET = Pattern.compile("(?<token>gAAAA" + DIGIT + "{16,}={0,2})"
            + "|[A-Za-z0-9_+/-]{43,}={1,2}|(?<!" + DIGIT + ")" + DIGIT + "{43}(?!" + DIGIT + ")");

    /** The option for a password takes none, but people try. */
    private static final Pattern PASSWORD = Pattern.compile("(--pass\\w*(?:=|': )).+", Pattern.DOTALL);

    /** A password may have any character in it, so the last {@code @} ends it. */
    private static final Pattern USER = Pattern.compile("(?<=://).*@", Pattern.DOTALL);

    private static final Pattern PARAMETERS = Pattern.compile("(jdbc:[^?]*\\?).+", Pattern.DOTALL);

    private SecretRedactor() {}

    static String redact(String text) {
        String url = USER.matcher(text).replaceAll("(hidden)@");
        String bare = PARAMETERS.matcher(url).replaceAll("$1(hidden)");
        return redactKeys(PASSWORD.matcher(bare).replaceAll("$1(hidden)"));
    }

    private static String redactKeys(String text) {
        return SECRET.matcher(text).replaceAll(found -> found.group(1) == null ? "(a key)" : "(a token)");
    }
}
