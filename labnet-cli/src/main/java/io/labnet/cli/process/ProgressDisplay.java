// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar on a terminal. Closed, or where the process is told to end, it leaves an ended line. Safe for any number
 * of threads.
 */
public final class ProgressDisplay implements AutoCloseable {
    private final ProgressLine line;
    private final ProgressBar bar;
    private final Thread hook;

    /**
     * Draws a bar at once.
     *
     * @param terminal where; known to be a terminal
     * @param task what is under way, in a word or two
     * @param total how much there is to be done
     * @param unit what follows the numbers, such as {@code " MiB"}; may be empty
     * @param unitSize how much makes one unit, at least 1
     */
    public ProgressDisplay(PrintStream terminal, String task, long total, String unit, long unitSize) {
        this(terminal, task, total, unit, unitSize, Duration.ZERO);
    }

    /**
     * Draws a bar when some time has passed: what is done before that needs none.
     *
     * @param terminal where; known to be a terminal
     * @param task what is under way, in a word or two
     * @param total how much there is to be done
     * @param unit what follows the numbers, such as {@code " MiB"}; may be empty
     * @param unitSize how much makes one unit, at least 1
     * @param delay how long to wait, not negative
     */
    public ProgressDisplay(PrintStream terminal, String task, long total, String unit, long unitSize, Duration delay) {
        line = new ProgressLine(terminal, delay);
        hook = new Thread(line::close, "progress");
        ProcessEnd.add(hook);
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(unit, unitSize)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(line)
                .build();
    }

    /**
     * Moves the bar.
     *
     * @param done how much of the total is done
     */
    public void stepTo(long done) {
        bar.stepTo(done);
    }

    /** Moves the bar by one. */
    public void step() {
        bar.step();
    }

    /**
     * Prints a line above the bar.
     *
     * @param text the line
     */
    public void printAbove(String text) {
        line.printAbove(text);
    }

    @Override
    public void close() {
        bar.close();
        line.close();
        // Where the process is ending, it runs or has run, and ends the line no second time.
        boolean unused = ProcessEnd.remove(hook);
    }
}
