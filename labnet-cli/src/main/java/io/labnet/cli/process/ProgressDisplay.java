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
 * A progress bar on a terminal. Closed, or where the process is told to end, it leaves an ended line. Safe for any number
 * of threads.
 */
public final class ProgressDisplay implements AutoCloseable {
    private final Line line;
    private final ProgressBar bar;
    private final Thread end;

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
        boolean unused = Shutdown.remove(end);
    }

    /**
     * The line of a terminal that a bar is drawn on. The bar draws from a thread of its own, and ends the line only if it
     * has drawn before it is closed; this one ends it whenever anything stands there, and nothing is drawn after that.
     */
    static final class Line extends ConsoleProgressBarConsumer {
        private final PrintStream terminal;
        private final long delay;
        private final long begun = System.nanoTime();
        private String drawn = "";
        private boolean ended;

        /** A line on which nothing is drawn before some time has passed. */
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

        /** Prints a line of its own, and the bar once more below it. */
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

        /** Ends the line; has no effect when it has been ended already. */
        @Override
        public synchronized void close() {
            if (!drawn.isEmpty() && !ended) {
                super.close();
            }
            ended = true;
        }
    }

    /** How wide the terminal is, asked once. */
    private static final class Columns {
        static final int COUNT = count();
        private static final int USUAL = 80;

        /**
         * Asked by the bar itself, JLine takes the signals over: Ctrl-C would then end the process at once, and whatever it
         * had to clean up would stay. The terminal is not closed, since standard input would be closed with it.
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
