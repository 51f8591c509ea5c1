// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jline.terminal.TerminalBuilder;

/**
 * A progress bar on a terminal. When it is closed or the process ends, it prints a line end, so that further output
 * starts on a new line. Thread-safe.
 */
public final class ProgressDisplay implements AutoCloseable {
    private final Line line;
    private final ProgressBar bar;
    private final Thread end;

    /**
     * Creates a bar that appears after a delay, so that a short task shows none.
     *
     * @param terminal the terminal
     * @param task the task, in a word or two
     * @param total the total amount of work
     * @param unit the text after the numbers, such as {@code " MiB"}; may be empty
     * @param unitSize the amount of work in one unit, at least 1
     * @param delay the delay, not negative
     */
    public ProgressDisplay(PrintStream terminal, String task, long total, String unit, long unitSize, Duration delay) {
        line = new Line(terminal, delay);
        end = new Thread(line::close, "progress");
        Shutdown.add(end);
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
     * @param done the amount of finished work
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
        // If the process is already ending, the hook can't be removed. The hook closes the line again, which has no
        // effect.
        boolean unused = Shutdown.remove(end);
    }

    /**
     * The terminal line with the bar. The library draws it from its own thread, and on closing prints the line end only
     * if that thread has already drawn the bar. This class prints the line end whenever the line is not empty, and then
     * ignores further drawing.
     */
    static final class Line extends ConsoleProgressBarConsumer {
        private final PrintStream terminal;
        private final long delay;
        private final long begun = System.nanoTime();
        private String drawn = "";
        private boolean ended;

        /** Creates a line that stays empty until a delay has elapsed. */
        Line(PrintStream terminal, Duration delay) {
            super(terminal, Columns.COUNT - 1);
            this.terminal = terminal;
            this.delay = delay.toNanos();
        }

        @Override
        public synchronized void accept(String bar) {
            if (!ended && System.nanoTime() - begun >= delay) {
                drawn = bar;
                super.accept(bar);
            }
        }

        /** Prints a line in place of the bar, and draws the bar again below it. */
        synchronized void printAbove(String text) {
            boolean covered = !drawn.isEmpty() && !ended;
            if (covered) {
                terminal.print('\r' + " ".repeat(drawn.length()) + '\r');
            }
            terminal.println(text);
            if (covered) {
                super.accept(drawn);
            }
        }

        /** Prints the line end; does nothing on a second call. */
        @Override
        public synchronized void close() {
            if (!drawn.isEmpty() && !ended) {
                super.close();
            }
            ended = true;
        }
    }

    /** The width of the terminal, determined once. */
    private static final class Columns {
        static final int COUNT = count();
        private static final int USUAL = 80;

        /**
         * Returns the width. Without this method, the library that draws the bar would get the width from JLine with
         * the default settings. JLine would then install its own signal handlers, and Ctrl-C would end the process
         * without cleaning up. The terminal is not closed here, because that would close standard input.
         */
        private static int count() {
            try {
                int columns = TerminalBuilder.builder()
                        .system(true)
                        .dumb(true)
                        .nativeSignals(false)
                        .build()
                        .getWidth();
                return columns > 1 ? columns : USUAL;
            } catch (IOException unknown) {
                return USUAL;
            }
        }
    }
}
