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

/** A progress bar on a terminal. It ends its line when it is closed or the process ends. Thread-safe. */
public final class ProgressDisplay implements AutoCloseable {
    private final Line line;
    private final ProgressBar bar;
    private final Thread end;

    /**
     * Creates a bar that appears after a delay, since a shorter task needs no bar.
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
     * @param done the amount of work that is done
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
        // If the process is already ending, the hook can't be removed. It closes the line as well, which has no effect
        // the second time.
        boolean unused = Shutdown.remove(end);
    }

    /**
     * The line of a terminal with the bar. The library draws from its own thread, and ends the line only if it has
     * drawn before it is closed. This class ends the line whenever it is not empty, and nothing is drawn afterwards.
     */
    static final class Line extends ConsoleProgressBarConsumer {
        private final PrintStream terminal;
        private final long delay;
        private final long begun = System.nanoTime();
        private String drawn = "";
        private boolean ended;

        /** Creates a line on which nothing is drawn before a delay. */
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

        /** Prints a line, and the bar again below it. */
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

        /** Ends the line; has no effect if it has already ended. */
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
         * Returns the width. If the bar's library asked JLine, JLine would take over the signals, and Ctrl-C would end
         * the process without cleaning up. The terminal is not closed, since that would close standard input.
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
