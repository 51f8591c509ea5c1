// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/**
 * The line of a terminal that a bar is drawn on. The bar draws from a thread of its own, and ends the line only if it
 * has drawn before it is closed; this one ends it whenever anything stands there, and nothing is drawn after that.
 */
final class ProgressLine extends ConsoleProgressBarConsumer {
    private final Lock lock = new ReentrantLock();
    private final PrintStream terminal;
    private final long delay;
    private final long begun = System.nanoTime();
    private String drawn = "";
    private boolean ended;

    /** A line on which nothing is drawn before some time has passed. */
    ProgressLine(PrintStream terminal, Duration delay) {
        super(terminal);
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
