// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import org.jline.terminal.TerminalBuilder;

/**
 * The line of a terminal that a bar is drawn on. The bar draws from a thread of its own, and ends the line only if it
 * has drawn before it is closed; this one ends it whenever anything stands there, and nothing is drawn after that.
 */
final class ProgressLine extends ConsoleProgressBarConsumer {
    private static final int USUAL_COLUMNS = 80;

    private final Lock lock = new ReentrantLock();
    private final PrintStream terminal;
    private final long delay;
    private final long begun = System.nanoTime();
    private String drawn = "";
    private boolean ended;

    /** How wide the terminal is, asked once. */
    private static final class Columns {
        static final int COUNT = count();

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
                return columns > 1 ? columns : USUAL_COLUMNS;
            } catch (IOException unknown) {
                return USUAL_COLUMNS;
            }
        }
    }

    /** A line on which nothing is drawn before some time has passed. */
    ProgressLine(PrintStream terminal, Duration delay) {
        super(terminal, Columns.COUNT - 1);
        this.terminal = terminal;
        this.delay = delay.toNanos();
    }

    @Override
    public void accept(String bar) {
        lock.lock();
        try {
            if (!ended && System.nanoTime() - begun >= delay) {
                drawn = bar;
                super.accept(bar);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Prints a line of its own, and the bar once more below it. */
    void printAbove(String text) {
        lock.lock();
        try {
            boolean covered = !drawn.isEmpty() && !ended;
            if (covered) {
                terminal.print('\r' + " ".repeat(drawn.length()) + '\r');
            }
            terminal.println(text);
            if (covered) {
                super.accept(drawn);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the line; has no effect when it has been ended already. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!drawn.isEmpty() && !ended) {
                super.close();
            }
            ended = true;
        } finally {
            lock.unlock();
        }
    }
}
