// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.core.codec.EscapedText;
import java.nio.charset.Charset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A check for arguments that Java could not decode. In an ASCII locale, as in a container or a cron job, Java reads
 * each byte of a non-ASCII letter as U+FFFD. Two names may then become equal, and a command would use the wrong file or
 * room.
 */
final class Arguments {
    private static final char UNREADABLE = '\ufffd';

    private Arguments() {}

    /**
     * Returns a printable line that names the first unreadable argument and the remedy, or {@code null} if every
     * argument is readable.
     */
    static @Nullable String problem(String... args) {
        return problem(locale(), args);
    }

    static @Nullable String problem(Charset locale, String... args) {
        for (String argument : args) {
            if (isDoubtful(argument)
                    && !(locale.canEncode() && locale.newEncoder().canEncode(argument))) {
                return "the argument '" + EscapedText.of(argument) + "' cannot be read in this locale, which has only "
                        + locale + "; set LC_ALL=C.UTF-8";
            }
        }
        return null;
    }

    private static boolean isDoubtful(String argument) {
        return argument.chars().anyMatch(c -> c == UNREADABLE || Character.isSurrogate((char) c));
    }

    /** Returns the encoding with which Java read the command line. */
    private static Charset locale() {
        String name = Objects.requireNonNullElse(System.getProperty("sun.jnu.encoding"), "");
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
