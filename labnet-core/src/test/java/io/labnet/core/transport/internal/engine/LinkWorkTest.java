// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Outbox;
import io.labnet.core.session.RecordingSession;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LinkWorkTest {
    private final RecordingSession session = new RecordingSession();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void work_runsOnceAndInOrder() {
        ManualLink driven = ManualLink.lines(session);
        session.on("received a", out -> {
            out.send("before ");
            work(out);
            out.send(" after");
        });
        driven.arrive(0, "a\nb\n");
        assertThat(driven.wire.written()).isEqualTo("before ");
        assertThat(session.count("received b")).isZero();
        driven.work(10);
        assertThat(driven.wire.written()).isEqualTo("before done after");
        assertThat(session.count("received b")).isOne();
        assertThat(driven.work).isEmpty();
    }

    @Test
    void work_noThreadCanBeStarted_isRefused() {
        session.on(
                "received a",
                out -> out.work(
                        () -> "done",
                        (result, then) -> then.send(result),
                        (failure, then) -> then.send(failure.getMessage())));
        ManualLink driven = ManualLink.withWorkers(session, work -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        driven.arrive(0, "a\n");
        assertThat(driven.wire.written()).isEqualTo("no thread can be started");
        assertThat(driven.listener.events).doesNotContain("closed");
    }

    @Test
    void work_peerResets_isCancelled() {
        ManualLink driven = ManualLink.lines(session);
        session.on("received a", LinkWorkTest::work);
        driven.arrive(0, "a\n");
        driven.wire.broken = true;
        driven.link.readable();
        assertThat(driven.work.element()).isInstanceOfSatisfying(Future.class, work -> assertThat(work.isCancelled())
                .isTrue());
        driven.work(10);
        assertThat(session.events).containsExactly("opened", "received a", "closed");
        assertThat(driven.wire.writes).isEmpty();
        assertThat(driven.server.left).isOne();
    }

    @Test
    void work_peerDisconnected_freesQueueSpace() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1));
        try {
            pool.execute(LinkWorkTest::waitForEver);
            session.on("received a", LinkWorkTest::work);
            ManualLink gone = ManualLink.withWorkers(session, pool);
            gone.arrive(0, "a\n");
            assertThat(pool.getQueue()).hasSize(1);
            gone.wire.broken = true;
            gone.link.readable();
            assertThat(pool.getQueue()).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void work_onLoopThread_completes() {
        ManualLink driven = ManualLink.withWorkers(session, Runnable::run);
        session.on("received a", LinkWorkTest::work);
        driven.arrive(0, "a\n");
        driven.loop.runTasks();
        assertThat(driven.wire.written()).isEqualTo("done");
    }

    @Test
    void work_refused_isReportedAndInputContinues() {
        ManualLink driven = ManualLink.withWorkers(session, LinkWorkTest::refuse);
        session.on("received a", LinkWorkTest::work);
        driven.arrive(0, "a\nb\n");
        assertThat(driven.wire.written()).isEqualTo("failed: all workers are busy");
        assertThat(session.count("received b")).isOne();
    }

    @Test
    void work_retriedAfterRefusal_doesNotShortenOtherDelays() {
        ManualLink driven = ManualLink.withWorkers(session, LinkWorkTest::refuse);
        session.on("received a", out -> {
            out.send("token");
            out.flush();
            out.send("key");
            workAgainWhenRefused(out);
        });
        driven.arrive(0, "a\n");
        driven.loop.runAt(10);
        driven.loop.runAt(20);
        assertThat(driven.wire.writes).containsExactly("token");
        driven.loop.runAt(ManualLink.FLUSH_DELAY);
        assertThat(driven.wire.writes).containsExactly("token", "key");
    }

    @Test
    void workersThrow_conversationEnds() {
        ManualLink driven = ManualLink.withWorkers(session, work -> {
            throw new IllegalStateException("no workers");
        });
        session.on("received a", LinkWorkTest::work);
        driven.arrive(0, "a\n");
        assertThat(driven.listener.events).containsExactly("served 1", "failed no workers", "closed by no workers");
        assertThat(driven.wire.done).containsExactly("abort");
    }

    @Test
    void work_retriedAfterEachRefusal_doesNotBlockLoop() {
        AtomicInteger refusals = new AtomicInteger();
        ManualLink driven = ManualLink.withWorkers(session, work -> {
            if (refusals.incrementAndGet() < 1000) {
                refuse(work);
            }
            work.run();
        });
        session.on("received a", this::workAgainWhenRefused);
        driven.arrive(0, "a\n");
        int atOnce = refusals.get();
        assertThat(atOnce).isLessThan(100);
        // It is retried after a delay, because a loop that retried immediately would do nothing else.
        long moment = driven.next();
        assertThat(moment).isBetween(1L, 100L);
        for (long millis = moment; refusals.get() < 1000; millis += moment) {
            driven.loop.runAt(millis);
        }
        assertThat(driven.wire.written()).isEqualTo("done after 999 refusals");
    }

    @Test
    void work_retryPendingAtDisconnect_isDropped() {
        ManualLink driven = ManualLink.withWorkers(session, work -> {
            assertThat(asked).as("refusals in a row").hasValueLessThan(100);
            refuse(work);
        });
        session.on("received a", this::workAgainWhenRefused);
        driven.arrive(0, "a\n");
        driven.wire.broken = true;
        driven.link.readable();
        assertThat(driven.listener.events).containsExactly("served 1", "closed by the peer has reset the connection");
        assertThat(session.count("closed")).isOne();
        assertThat(driven.loop.deadlines().isEmpty()).isTrue();
    }

    private static void work(Outbox<String> out) {
        out.work(
                () -> "done",
                (result, then) -> then.send(result),
                (problem, then) -> then.send("failed: " + problem.getMessage()));
    }

    private void workAgainWhenRefused(Outbox<String> out) {
        out.work(
                () -> "done",
                (result, then) -> then.send(result + " after " + asked + " refusals"),
                (problem, then) -> {
                    asked.incrementAndGet();
                    workAgainWhenRefused(then);
                });
    }

    private static void waitForEver() {
        LockSupport.park();
    }

    private static void refuse(Runnable work) {
        throw new RejectedExecutionException("all workers are busy");
    }
}
