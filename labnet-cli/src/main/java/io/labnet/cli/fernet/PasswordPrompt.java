// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.Terminal;
import java.io.Console;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A prompt for a password on the terminal, even if the standard streams are pipes or files. */
final class PasswordPrompt {
    private static final String PROMPT = "Password: ";

    private PasswordPrompt() {}

    /**
     * Asks for a password without showing it.
     *
     * @return the password, not empty; the caller should overwrite it after use
     * @throws Failure if there is no terminal, or no password is given
     */
    static char[] ask() throws Failure {
        char[] typed;
        try (ControllingTerminal terminal = ControllingTerminal.openOrNull()) {
            typed = terminal == null ? askOnConsole() : terminal.readSecret(PROMPT);
        } catch (EOFException e) {
            typed = null;
        } catch (IOException e) {
            throw new Failure("cannot read the password: " + FileErrors.reason(e), e);
        }
        if (typed == null || typed.length == 0) {
            throw new Failure("no password was given");
        }
        return typed;
    }

    /** Prompts on Java's console, on systems without controlling terminals, such as Windows. */
    private static char @Nullable [] askOnConsole() throws Failure {
        Console console = Terminal.console();
        if (console == null) {
            throw new Failure("a password is needed, but there is no terminal to ask for it: run this in one, or use a "
                    + "key that 'labnet fernet keygen' makes without --from-password");
        }
        return console.readPassword(PROMPT);
    }
}
