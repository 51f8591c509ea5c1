// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The timeout of a suite that waits for an event. */
public final class TestTimeout {
    /** Longer than any event takes on a loaded machine; reached only in a failing test. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private TestTimeout() {}

    public static void await(CountDownLatch latch) {
        try {
            if (!latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the awaited event did not happen within " + LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    public static void await(CompletionStage<Void> end) throws Exception {
        end.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Busy-waits. */
    public static void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }
}
