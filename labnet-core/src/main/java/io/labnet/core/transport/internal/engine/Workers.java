// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads that run slow work when the user has given none. */
final class Workers {
    /** Virtual threads came with JDK 21; the baseline is older. */
    private static final @Nullable Method VIRTUAL = virtualThreads();

    private Workers() {}

    /**
     * Makes an executor for one server.
     *
     * @param most how much work can be asked for at once: each connection has one piece under way at most
     */
    static ExecutorService start(String name, int most) {
        ExecutorService virtual = VIRTUAL == null ? null : virtual(VIRTUAL);
        return virtual == null ? pool(name, most) : virtual;
    }

    /** Gives each piece of work a virtual thread. Answers {@code null} where the JDK can't. */
    static @Nullable ExecutorService virtual(Method factory) {
        try {
            return (ExecutorService) factory.invoke(null);
        } catch (ReflectiveOperationException e) {
            // Before JDK 21 the method may be there as a preview, which throws unless previews are enabled.
            return null;
        }
    }

    private static ExecutorService pool(String name, int most) {
        AtomicInteger count = new AtomicInteger();
        return new GrowingPool(Runtime.getRuntime().availableProcessors(), most, work -> {
            Thread thread = new Thread(work, name + "-worker-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes out what was cancelled before it began: it must not keep a place, or what it holds, until its turn. */
    static void forget(Executor workers, Runnable work) {
        if (workers instanceof ThreadPoolExecutor pool) {
            pool.remove(work);
        }
    }

    private static @Nullable Method virtualThreads() {
        try {
            return java.util.concurrent.Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
