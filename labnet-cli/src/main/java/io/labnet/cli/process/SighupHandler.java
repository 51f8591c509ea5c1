// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.utils.Signals;

/**
 * The signal SIGHUP. It tells a program that its terminal is gone, and ends it. A server without a terminal gets it from
 * somebody who expects what other servers do: go on, and read the files again.
 */
public final class SighupHandler {
    private static final Path CONTROLLING_TERMINAL = Path.of("/dev/tty");

    private SighupHandler() {}

    /** Goes on at a hang-up where there is no terminal, and then calls {@code readAgain} on a thread of the system. */
    public static void readsAgain(Runnable readAgain) {
        if (!hasTerminal()) {
            // Where there is no such signal, as on Windows, this does nothing.
            Signals.register("HUP", readAgain);
        }
    }

    private static boolean hasTerminal() {
        // Its name is always there, but only a process that has a terminal can open it.
        try {
            Files.newInputStream(CONTROLLING_TERMINAL).close();
            return true;
        } catch (IOException none) {
            return false;
        }
    }
}
