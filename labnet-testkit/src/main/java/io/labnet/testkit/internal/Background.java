// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A task of a test, in its own thread. */
public final class Background {
    public interface Task {
        void run() throws IOException;
    }

    private final CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();
    private final Thread thread;

    /** Starts the task. */
    public Background(Task task) {
        thread = new Thread(() -> {
            try {
                task.run();
                outcome.complete(null);
            } catch (Throwable t) {
                outcome.complete(t);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits until the task is blocked in a method, or done. A thread is taken to be blocked if it is in a native call,
     * as when it waits for the network.
     */
    public void awaitBlocked(String method) {
        long began = System.nanoTime();
        while (!outcome.isDone() && !blocked(thread.getStackTrace(), method)) {
            if (System.nanoTime() - began > TestTimeout.LIMIT.toNanos()) {
                throw new AssertionError("not blocked in " + method + " within " + TestTimeout.LIMIT);
            }
            Thread.onSpinWait();
        }
    }

    private static boolean blocked(StackTraceElement[] trace, String method) {
        if (trace.length == 0 || !trace[0].isNativeMethod()) {
            return false;
        }
        for (StackTraceElement frame : trace) {
            if (frame.getMethodName().equals(method)) {
                return true;
            }
        }
        return false;
    }

    public void interrupt() {
        thread.interrupt();
    }

    /** Waits for the end of the task; returns its exception, or {@code null}. */
    @Nullable
    public Throwable outcome() throws Exception {
        return outcome.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
