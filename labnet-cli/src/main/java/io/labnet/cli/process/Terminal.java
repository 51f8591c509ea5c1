// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The terminal in front of the person, where there is one. */
public final class Terminal {
    private Terminal() {}

    /**
     * Finds the terminal.
     *
     * @return the console, {@code null} when standard input or output is none
     */
    @SuppressWarnings("SystemConsoleNull") // Both ways of saying that there is none are handled.
    public static @Nullable Console console() {
        Console console = System.console();
        if (console == null) {
            return null;
        }
        try {
            // Since JDK 22 there always is a console, which knows whether it is a terminal; 17 has no such method.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console) ? console : null;
        } catch (NoSuchMethodException e) {
            return console;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /**
     * Tells whether the terminal says of itself that it shows plain lines only, such as a shell within an editor does.
     *
     * @return whether {@code TERM} is {@code dumb}: colours and a moving cursor would be shown as strange characters
     */
    public static boolean isDumb() {
        return "dumb".equals(System.getenv("TERM"));
    }

    /**
     * Tells whether standard error is that terminal too. Java does not know; where the system does not tell either, it
     * is taken to be.
     *
     * @return whether a person sees what is printed there
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
