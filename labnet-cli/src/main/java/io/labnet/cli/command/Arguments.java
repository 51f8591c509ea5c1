// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.core.codec.EscapedText;
import java.nio.charset.Charset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command line, as far as they are what was typed. In a locale of ASCII alone, as a container or a cron
 * job has it, Java reads every byte of a letter that is none as U+FFFD: two names may be the same then, and the file or
 * room that was meant is another.
 */
final class Arguments {
    private static final char UNREADABLE = '\ufffd';

    private Arguments() {}

    /** Looks for a word that is not what was typed: what is wrong and the way out, in one line fit for a terminal. */
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

    /** The encoding by which Java has read the command line. */
    private static Charset locale() {
        String name = Objects.requireNonNullElse(System.getProperty("sun.jnu.encoding"), "");
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}
