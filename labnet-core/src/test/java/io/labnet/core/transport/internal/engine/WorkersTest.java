// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final ExecutorService workers = Workers.start("test", 3);

    @AfterEach
    void end() {
        gate.countDown();
        workers.shutdownNow();
    }

    @Test
    void work_runsOnDaemonThreads() throws Exception {
        CompletableFuture<Boolean> daemon = new CompletableFuture<>();
        workers.execute(() -> daemon.complete(Thread.currentThread().isDaemon()));
        assertThat(daemon.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void work_cancelled_isInterrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        FutureTask<Boolean> work = new FutureTask<>(() -> {
            started.countDown();
            try {
                return interrupted.complete(!gate.await(60, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                return interrupted.complete(true);
            }
        });
        workers.execute(work);
        assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
        work.cancel(true);
        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void work_waitsForOtherWork_poolGrows() throws Exception {
        CountDownLatch allBegun = new CountDownLatch(50);
        CountDownLatch done = new CountDownLatch(50);
        ExecutorService pool = new GrowingPool(2, 100, Thread::new);
        try {
            for (int i = 0; i < 50; i++) {
                pool.execute(() -> {
                    allBegun.countDown();
                    await(allBegun);
                    done.countDown();
                });
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void work_computes_poolDoesNotGrow() throws Exception {
        GrowingPool pool = new GrowingPool(2, 100, Thread::new);
        AtomicLong result = new AtomicLong();
        CountDownLatch last = new CountDownLatch(1);
        try {
            for (int i = 0; i < 2; i++) {
                pool.execute(() -> result.addAndGet(computed(400_000_000)));
            }
            pool.execute(last::countDown);
            assertThat(last.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(pool.getLargestPoolSize()).isEqualTo(2);
        } finally {
            pool.shutdownNow();
        }
    }

    private static long computed(int steps) {
        long value = 1;
        for (int i = 0; i < steps; i++) {
            value = value * 6_364_136_223_846_793_005L + i;
        }
        return value;
    }

    @Test
    void work_waitsForSocket_poolGrows() throws Exception {
        GrowingPool pool = new GrowingPool(2, 100, Thread::new);
        CountDownLatch done = new CountDownLatch(1);
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Socket first = new Socket(silent.getInetAddress(), silent.getLocalPort());
                Socket second = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
            for (Socket socket : List.of(first, second)) {
                pool.execute(new FutureTask<>(() -> socket.getInputStream().read()));
            }
            pool.execute(done::countDown);
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void work_queueFull_isRefused() {
        GrowingPool pool = new GrowingPool(2, 3, Thread::new);
        try {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < GrowingPool.MAX_THREADS + 4; i++) {
                            pool.execute(this::waitAtTheGate);
                        }
                    })
                    .isInstanceOf(RejectedExecutionException.class);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void work_virtualThreads_hasOneThreadPerTask() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(FIRST_WITH_VIRTUAL_THREADS);
        CountDownLatch started = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            workers.execute(() -> {
                started.countDown();
                waitAtTheGate();
            });
        }
        assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void forget_freesQueueSpace() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1));
        try {
            pool.execute(this::waitAtTheGate);
            Runnable waiting = this::waitAtTheGate;
            pool.execute(waiting);
            assertThatThrownBy(() -> pool.execute(this::waitAtTheGate)).isInstanceOf(RejectedExecutionException.class);
            Workers.forget(pool, waiting);
            pool.execute(waiting);
            assertThat(pool.getQueue()).containsExactly(waiting);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void forget_executorWithoutQueue_doesNothing() {
        Workers.forget(Runnable::run, gate::countDown);
        assertThat(gate.getCount()).isOne();
    }

    private void waitAtTheGate() {
        await(gate);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void virtual_previewOnly_returnsNull() throws Exception {
        assertThat(Workers.virtual(WorkersTest.class.getDeclaredMethod("preview")))
                .isNull();
    }

    @SuppressWarnings("DoNotCallSuggester") // Called by reflection.
    static ExecutorService preview() {
        throw new UnsupportedOperationException("preview features are not enabled");
    }
}
