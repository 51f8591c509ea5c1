// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.util.concurrent.Semaphore;

/** The end of the process, where something other than the program has begun it: a signal, mostly. */
public final class ProcessEnd {
    private ProcessEnd() {}

    /** Has a thread run when the process ends. Where it is ending already, this does not return. */
    public static void hook(Thread thread) {
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException ending) {
            await();
        }
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
}
