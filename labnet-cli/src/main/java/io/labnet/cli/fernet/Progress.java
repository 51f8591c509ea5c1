// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.process.ProgressDisplay;
import io.labnet.cli.process.Terminal;
import io.labnet.fernet.FernetProgress;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error, where a person may look at it, for work that is worth one. */
final class Progress implements FernetProgress, AutoCloseable {
    private static final long MEBIBYTE = 1 << 20;

    private final String task;
    private final @Nullable PrintStream terminal;
    private @Nullable ProgressDisplay bar;

    private Progress(String task, @Nullable PrintStream terminal) {
        this.task = task;
        this.terminal = terminal;
    }

    /**
     * Makes a bar that appears with the first progress.
     *
     * @param wanted whether the work may take long; on anything but a terminal there is no bar all the same
     */
    static Progress of(String task, boolean wanted) {
        return new Progress(task, wanted && Terminal.showsErrors() ? System.err : null);
    }

    /** Makes a bar on what is known to be a terminal. */
    static Progress on(PrintStream terminal, String task) {
        return new Progress(task, terminal);
    }

    /** Draws nothing for less than a mebibyte: that is done before a bar could be read, and would count to zero. */
    @Override
    public void progressed(long done, long total) {
        if (terminal == null || Math.max(done, total) < MEBIBYTE) {
            return;
        }
        if (bar == null) {
            bar = new ProgressDisplay(terminal, task, total, " MiB", MEBIBYTE);
        }
        bar.stepTo(done);
    }

    /** Ends the line of the bar, so that what is said next has one of its own. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
