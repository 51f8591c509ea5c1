// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.process.ProgressDisplay;
import io.labnet.cli.process.Terminal;
import io.labnet.fernet.FernetProgress;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A progress bar for long work, shown on standard error if that is a terminal. */
final class Progress implements FernetProgress, AutoCloseable {
    private static final long MEBIBYTE = 1 << 20;

    private final String task;
    private final @Nullable PrintStream terminal;
    private @Nullable ProgressDisplay bar;

    /** Creates a bar that appears at the first call of {@link #progressed}; without a terminal, it never appears. */
    Progress(String task, @Nullable PrintStream terminal) {
        this.task = task;
        this.terminal = terminal;
    }

    /**
     * Creates a bar on standard error, if that is a terminal.
     *
     * @param wanted whether the work may take long
     */
    static Progress of(String task, boolean wanted) {
        return new Progress(task, wanted && Terminal.showsErrors() ? System.err : null);
    }

    /** Updates the bar. For less than a mebibyte of work there is no bar: it counts in mebibytes, and would show 0. */
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

    /** Ends the line of the bar, so that the next output starts on a new line. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
