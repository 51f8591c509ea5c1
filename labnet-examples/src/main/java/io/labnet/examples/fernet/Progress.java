// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.fernet;

import io.labnet.examples.cli.Terminal;
import io.labnet.fernet.FernetProgress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error, where a person may look at it. */
final class Progress implements FernetProgress, AutoCloseable {
    private static final long MEBIBYTE = 1 << 20;

    private final String task;
    private final boolean visible;
    private @Nullable ProgressBar bar;

    private Progress(String task, boolean visible) {
        this.task = task;
        this.visible = visible;
    }

    /**
     * Makes a bar that appears with the first progress.
     *
     * @param wanted whether the work may take long; on anything but a terminal there is no bar all the same
     */
    static Progress of(String task, boolean wanted) {
        return new Progress(task, wanted && Terminal.showsErrors());
    }

    @Override
    public void progressed(long done, long total) {
        if (!visible) {
            return;
        }
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUnit(" MiB", MEBIBYTE)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }
        bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
