// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many concurrent clients, each in its own thread. */
final class Crowd {
    private Crowd() {}

    /**
     * Runs all clients, and waits until the last has finished.
     *
     * @param clients creates the client with a given number, the first being 0; the client returns whether it got the
     *     expected result
     * @return the number of clients that got the expected result
     */
    static int run(int count, IntFunction<Callable<Boolean>> clients) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Boolean>> all = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                all.add(clients.apply(i));
            }
            int right = 0;
            for (Future<Boolean> answer : threads.invokeAll(all)) {
                right += answer.get() ? 1 : 0;
            }
            return right;
        } finally {
            threads.shutdown();
        }
    }
}
