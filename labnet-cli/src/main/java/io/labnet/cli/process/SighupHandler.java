// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.utils.Signals;

/**
 * The handler of SIGHUP. The signal means that the terminal was closed, and ends a program. By convention, a server
 * without a terminal reads its files again and keeps running.
 */
public final class SighupHandler {
    private static final Path CONTROLLING_TERMINAL = Path.of("/dev/tty");

    private SighupHandler() {}

    /** Makes a process without a terminal survive SIGHUP, and call {@code reload} on a system thread. */
    public static void readsAgain(Runnable reload) {
        if (!hasTerminal()) {
            // On a system without this signal, such as Windows, this does nothing.
            Signals.register("HUP", reload);
        }
    }

    private static boolean hasTerminal() {
        // The file always exists, but only a process with a terminal can open it.
        try {
            Files.newInputStream(CONTROLLING_TERMINAL).close();
            return true;
        } catch (IOException none) {
            return false;
        }
    }
}
