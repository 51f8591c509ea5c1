// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The user's terminal, if there is one. */
public final class Terminal {
    private Terminal() {}

    /**
     * Returns the terminal.
     *
     * @return the console, {@code null} if standard input or output is not a terminal
     */
    @SuppressWarnings("SystemConsoleNull")
    public static @Nullable Console console() {
        // Without a terminal, this is null before JDK 22, and an object since.
        Console console = System.console();
        if (console == null) {
            return null;
        }
        try {
            // Since JDK 22, System.console() never returns null, and isTerminal() returns whether the console is a
            // terminal. The method is called by reflection, because JDK 17 lacks it.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console) ? console : null;
        } catch (NoSuchMethodException e) {
            return console;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /**
     * Returns whether the terminal supports only plain lines, as the shell window of an editor does.
     *
     * @return whether {@code TERM} is {@code dumb}: escape sequences for colours and the cursor would show as text
     */
    public static boolean isDumb() {
        return "dumb".equals(System.getenv("TERM"));
    }

    /**
     * Returns whether standard error is the same terminal as standard output. Java can't tell, so this method compares
     * the descriptors in {@code /proc}. Without {@code /proc}, it assumes that both streams are the same terminal.
     *
     * @return whether the user sees standard error
     */
    public static boolean showsErrors() {
        if (console() == null) {
            return false;
        }
        Path descriptors = Path.of("/proc/self/fd");
        try {
            Path error = Files.readSymbolicLink(descriptors.resolve("2"));
            return error.equals(Files.readSymbolicLink(descriptors.resolve("1")));
        } catch (IOException | UnsupportedOperationException unknown) {
            return true;
        }
    }
}
