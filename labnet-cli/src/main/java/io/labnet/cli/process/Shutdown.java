// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The end of the process, where something other than the program has begun it: a signal, mostly. All that is open is ended
 * at the same time, and the log after it, so that everything that is said on the way is in it.
 */
public final class Shutdown {
    private static final Set<Thread> STEPS = new HashSet<>();
    private static volatile @Nullable Runnable last;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::run, "labnet-end"));
        } catch (IllegalStateException ending) {
            // Then nothing is added any more.
        }
    }

    private Shutdown() {}

    /** Has a thread run when the process ends. Where it is ending already, this does not return. */
    public static void add(Thread step) {
        synchronized (STEPS) {
            if (!hasBegun()) {
                STEPS.add(step);
                return;
            }
        }
        await();
    }

    /** Takes a thread back. Answers false if it has been started, or will be at once. */
    public static boolean remove(Thread step) {
        synchronized (STEPS) {
            return STEPS.remove(step);
        }
    }

    /** Sets what is done when all of the threads are over. */
    static void setLast(Runnable action) {
        last = action;
    }

    /** Tells whether the process is ending. */
    public static boolean hasBegun() {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(new Thread());
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** Waits for it, and so does not return: the process takes this thread with it. */
    public static void await() {
        new Semaphore(0).acquireUninterruptibly();
    }

    private static void run() {
        List<Thread> steps;
        synchronized (STEPS) {
            steps = List.copyOf(STEPS);
            STEPS.clear();
        }
        steps.forEach(Thread::start);
        try {
            for (Thread step : steps) {
                step.join();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
        Runnable action = last;
        if (action != null) {
            action.run();
        }
    }
}
