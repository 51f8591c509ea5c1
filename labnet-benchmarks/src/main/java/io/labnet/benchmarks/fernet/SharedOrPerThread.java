// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.fernet;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Compares one Fernet that all threads share with a separate Fernet for each thread. The shared Fernet keeps a small
 * pool of ciphers. A thousand short-lived threads each encrypt a few short messages; they are virtual threads if the
 * JDK has them.
 *
 * <p>Arguments: the number of rounds, 10 by default.
 */
public final class SharedOrPerThread {
    private static final int THREADS = 1000;
    private static final int MESSAGES = 10;

    private SharedOrPerThread() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        FernetKey key = FernetKey.generate();
        Fernet shared = Fernet.of(key);
        ThreadLocal<Fernet> perThread = ThreadLocal.withInitial(() -> Fernet.of(key));
        System.out.printf("Java %s, %d threads, %d messages each%n", Runtime.version(), THREADS, MESSAGES);
        for (int i = 0; i < rounds; i++) {
            double a = millis(() -> shared);
            double b = millis(perThread::get);
            System.out.printf("shared pool %7.2f ms, per thread %7.2f ms, ratio %.2f%n", a, b, b / a);
        }
    }

    private static double millis(Supplier<Fernet> fernets) throws Exception {
        byte[] message = new byte[64];
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(() -> {
                int length = 0;
                for (int k = 0; k < MESSAGES; k++) {
                    length += fernets.get().encrypt(message).length();
                }
                return length;
            });
        }
        ExecutorService threads = threads();
        try {
            long began = System.nanoTime();
            for (Future<Integer> done : threads.invokeAll(all)) {
                done.get();
            }
            return (System.nanoTime() - began) / 1e6;
        } finally {
            threads.shutdown();
        }
    }

    private static ExecutorService threads() throws ReflectiveOperationException {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return Executors.newCachedThreadPool();
        }
    }
}
