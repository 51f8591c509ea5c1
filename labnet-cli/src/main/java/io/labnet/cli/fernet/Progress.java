// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.process.ProgressDisplay;
import io.labnet.cli.process.Terminal;
import io.labnet.fernet.FernetProgress;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error, where a person may look at it, for work that is worth one. */
final class Progress implements FernetProgress, AutoCloseable {
    private static final long MEBIBYTE = 1 << 20;

    private final String task;
    private final @Nullable PrintStream terminal;
    private @Nullable ProgressDisplay bar;

    /** Makes a bar that appears with the first progress; where there is no terminal, there is no bar. */
    Progress(String task, @Nullable PrintStream terminal) {
        this.task = task;
        this.terminal = terminal;
    }

    /**
     * Makes a bar on standard error, if that is a terminal.
     *
     * @param wanted whether the work may take long
     */
    static Progress of(String task, boolean wanted) {
        return new Progress(task, wanted && Terminal.showsErrors() ? System.err : null);
    }

    /** Draws nothing for less than a mebibyte: that is done before a bar could be read, and would count to zero. */
    @Override
    public void progressed(long done, long total) {
        if (terminal == null || Math.max(done, total) < MEBIBYTE) {
            return;
        }
        if (bar == null) {
            bar = new ProgressDisplay(terminal, task, total, " MiB", MEBIBYTE, Duration.ZERO);
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
