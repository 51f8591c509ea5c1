// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

import java.util.regex.Pattern;

/** Text that may quote the command line, made fit for a log: keys and tokens in it are only mentioned. */
final class Concealed {
    private static final String DIGIT = "[A-Za-z0-9_-]";

    /** A token begins with its version and the zeros of a timestamp before 2106; a key has 43 digits and its padding. */
    private static final Pattern SECRET =
            Pattern.compile("(?<token>gAAAA" + DIGIT + "{16,}={0,2})|" + DIGIT + "{43,}={1,2}");

    private Concealed() {}

    static String of(String text) {
        return SECRET.matcher(text).replaceAll(found -> found.group(1) == null ? "(a key)" : "(a token)");
    }
}
