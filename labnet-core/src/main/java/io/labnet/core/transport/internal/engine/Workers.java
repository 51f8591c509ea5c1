// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Creates the default executor of {@linkplain io.labnet.core.session.Outbox#work slow work}. */
final class Workers {
    /** Looked up by reflection, because virtual threads exist since JDK 21 and this code must run on older JDKs. */
    private static final @Nullable Method VIRTUAL = virtualThreads();

    private Workers() {}

    /**
     * Creates an executor for one server.
     *
     * @param maxTasks the largest number of tasks at the same time; each connection has at most one
     */
    static ExecutorService start(String name, int maxTasks) {
        ExecutorService virtual = VIRTUAL == null ? null : virtual(VIRTUAL);
        return virtual == null ? pool(name, maxTasks) : virtual;
    }

    /** Creates an executor with a virtual thread per task. Returns {@code null} if the JDK has none. */
    static @Nullable ExecutorService virtual(Method factory) {
        try {
            return (ExecutorService) factory.invoke(null);
        } catch (ReflectiveOperationException e) {
            // Before JDK 21 the method may exist as a preview, which throws unless previews are enabled.
            return null;
        }
    }

    private static ExecutorService pool(String name, int maxTasks) {
        AtomicInteger count = new AtomicInteger();
        return new GrowingPool(Runtime.getRuntime().availableProcessors(), maxTasks, work -> {
            Thread thread = new Thread(work, name + "-worker-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Removes a task that was cancelled before it started, so that it does not occupy the queue or memory until its
     * turn.
     */
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
