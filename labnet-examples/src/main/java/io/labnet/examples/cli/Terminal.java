// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

import java.io.Console;
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
}
