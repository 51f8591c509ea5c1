// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jline.utils.Signals;

/**
 * The shutdown of a process that ends for an external reason, usually the signal SIGTERM or SIGINT. All registered
 * threads run at the same time, and the log ends after them, so that it contains all their messages. A second signal
 * ends the process at once.
 */
public final class Shutdown {
    private static final int EXIT_SIGINT = 130;
    private static final int EXIT_SIGTERM = 143;

    private static final Set<Thread> STEPS = new HashSet<>();
    private static final List<Runnable> LAST = new CopyOnWriteArrayList<>();

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::run, "labnet-end"));
        } catch (IllegalStateException ending) {
            // The process is already ending, so no hook can be added.
        }
    }

    private Shutdown() {}

    /** Registers a thread to run when the process ends. Does not return if the process is already ending. */
    public static void add(Thread step) {
        synchronized (STEPS) {
            if (!hasBegun()) {
                STEPS.add(step);
                return;
            }
        }
        await();
    }

    /** Unregisters a thread. Returns false if it is too late: the thread has started or is about to start. */
    public static boolean remove(Thread step) {
        synchronized (STEPS) {
            return STEPS.remove(step);
        }
    }

    /** Registers an action to run after all of the threads, such as closing a log; it must end soon. */
    public static void addLast(Runnable action) {
        LAST.add(action);
    }

    /** Returns whether the process is ending. */
    public static boolean hasBegun() {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(new Thread());
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** Waits for the end of the process; never returns. */
    public static void await() {
        new Semaphore(0).acquireUninterruptibly();
    }

    /** Makes the next SIGINT or SIGTERM end the process at once, with the exit code that this signal usually causes. */
    private static void endAtNextSignal() {
        // Not System.exit(), which would wait for this shutdown.
        Signals.register("INT", () -> Runtime.getRuntime().halt(EXIT_SIGINT));
        Signals.register("TERM", () -> Runtime.getRuntime().halt(EXIT_SIGTERM));
    }

    private static void run() {
        List<Thread> steps;
        synchronized (STEPS) {
            steps = List.copyOf(STEPS);
            STEPS.clear();
        }
        if (!steps.isEmpty()) {
            endAtNextSignal();
        }
        steps.forEach(Thread::start);
        try {
            for (Thread step : steps) {
                step.join();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
        LAST.forEach(Runnable::run);
    }
}
