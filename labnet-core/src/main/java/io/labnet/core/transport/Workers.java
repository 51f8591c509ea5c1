// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
        if (VIRTUAL != null) {
            try {
                return (ExecutorService) VIRTUAL.invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("virtual threads can't be started", e);
            }
        }
        int threads = Runtime.getRuntime().availableProcessors();
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(most), work -> {
                    Thread thread = new Thread(work, name + "-worker-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
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
