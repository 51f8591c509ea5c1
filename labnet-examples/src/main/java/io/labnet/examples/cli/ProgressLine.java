// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

import java.io.PrintStream;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/**
 * The line of a terminal that a bar is drawn on. The bar draws from a thread of its own, and ends the line only if it
 * has drawn before it is closed; this one ends it whenever anything stands there, and nothing is drawn after that.
 */
final class ProgressLine extends ConsoleProgressBarConsumer {
    private final Lock lock = new ReentrantLock();
    private boolean drawn;
    private boolean ended;

    ProgressLine(PrintStream terminal) {
        super(terminal);
    }

    @Override
    public void accept(String bar) {
        lock.lock();
        try {
            if (!ended) {
                drawn = true;
                super.accept(bar);
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
            if (drawn && !ended) {
                super.close();
            }
            ended = true;
        } finally {
            lock.unlock();
        }
    }
}
