// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FernetThreadsTest {
    /** More threads than the pools of idle ciphers can hold. */
    private static final int THREADS = 24;

    private static final int ROUNDS = 500;

    @Test
    void manyThreads_shareOneFernet() throws Exception {
        Fernet shared = Fernet.of(FernetKey.generate());
        Set<String> ivs = ConcurrentHashMap.newKeySet();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int seed = 0; seed < THREADS; seed++) {
            Random random = new Random(seed);
            tasks.add(() -> {
                start.await();
                return roundTrips(shared, random, ivs);
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Integer> done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isEqualTo(ROUNDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ivs).as("no two tokens have the same vector").hasSize(THREADS * ROUNDS);
    }

    private static int roundTrips(Fernet fernet, Random random, Set<String> ivs) {
        int right = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            String token = fernet.encrypt(message);
            ivs.add(HexFormat.of().formatHex(FernetToken.parse(token).iv()));
            if (Arrays.equals(fernet.decrypt(token, Duration.ofMinutes(5)), message)) {
                right++;
            }
        }
        return right;
    }
}
