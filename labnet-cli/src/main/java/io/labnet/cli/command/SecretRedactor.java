// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.util.regex.Pattern;

/**
 * A filter for text that may quote the command line. It replaces keys and tokens, and the users, passwords and
 * parameters of URLs.
 */
final class SecretRedactor {
    private static final String DIGIT = "[A-Za-z0-9_-]";

    /**
     * Every token made before 2106 starts with {@code gAAAA}: its version, and the zeros at the start of its timestamp.
     * A key has 43 digits of either Base64 alphabet, and padding, which may be missing.
     */
    private static final Pattern SECRET = Pattern.compile("(?<token>gAAAA" + DIGIT + "{16,}={0,2})"
            + "|[A-Za-z0-9_+/-]{43,}={1,2}|(?<!" + DIGIT + ")" + DIGIT + "{43}(?!" + DIGIT + ")");

    /** The option {@code --password} takes no value, but users may append their password to it. */
    private static final Pattern PASSWORD = Pattern.compile("(--pass\\w*(?:=|': )).+", Pattern.DOTALL);

    /**
     * The user and the password before a host. A password may contain {@code @}, so the password ends at the last
     * {@code @}.
     */
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
