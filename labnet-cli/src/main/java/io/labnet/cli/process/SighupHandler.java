// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.utils.Signals;

/**
 * The handler of SIGHUP. This signal tells a program that its terminal was closed, and by default ends it. By
 * convention, a server without a terminal reads its files again instead, and keeps running.
 */
public final class SighupHandler {
    private static final Path CONTROLLING_TERMINAL = Path.of("/dev/tty");

    private SighupHandler() {}

    /**
     * If the process has no terminal, makes SIGHUP call {@code reload} on a system thread instead of ending the
     * process.
     */
    public static void readsAgain(Runnable reload) {
        if (!hasTerminal()) {
            // On a system without SIGHUP, such as Windows, register() does nothing.
            Signals.register("HUP", reload);
        }
    }

    private static boolean hasTerminal() {
        // On Unix, the file always exists, but only a process with a terminal can open it.
        try {
            Files.newInputStream(CONTROLLING_TERMINAL).close();
            return true;
        } catch (IOException none) {
            return false;
        }
    }
}
