// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.NotingSession;
import io.labnet.core.session.Outbox;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LinkWorkTest {
    private final NotingSession session = new NotingSession();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void work_isDoneOnceAndInOrder() {
        DrivenLink driven = DrivenLink.lines(session);
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
    void work_thatNoThreadCanBeStartedForIsRefused() {
        session.on(
                "received a",
                out -> out.work(
                        () -> "done",
                        (result, then) -> then.send(result),
                        (failure, then) -> then.send(failure.getMessage())));
        DrivenLink driven = DrivenLink.withWorkers(session, work -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        driven.arrive(0, "a\n");
        assertThat(driven.wire.written()).isEqualTo("no thread can be started");
        assertThat(driven.listener.told).doesNotContain("closed");
    }

    @Test
    void work_ofAPeerThatResetsIsCancelled() {
        DrivenLink driven = DrivenLink.lines(session);
        session.on("received a", LinkWorkTest::work);
        driven.arrive(0, "a\n");
        driven.wire.broken = true;
        driven.link.readable();
        assertThat(driven.work.element()).isInstanceOfSatisfying(Future.class, work -> assertThat(work.isCancelled())
                .isTrue());
        driven.work(10);
        assertThat(session.told).containsExactly("opened", "received a", "closed");
        assertThat(driven.wire.writes).isEmpty();
        assertThat(driven.server.left).isOne();
    }

    @Test
    void work_ofAPeerThatIsGoneMakesRoomForAnother() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1));
        try {
            pool.execute(LinkWorkTest::waitForEver);
            session.on("received a", LinkWorkTest::work);
            DrivenLink gone = DrivenLink.withWorkers(session, pool);
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
    void work_byTheLoopItselfIsDone() {
        DrivenLink driven = DrivenLink.withWorkers(session, Runnable::run);
        session.on("received a", LinkWorkTest::work);
        driven.arrive(0, "a\n");
        driven.loop.runTasks();
        assertThat(driven.wire.written()).isEqualTo("done");
    }

    @Test
    void work_refusedIsToldAndTheRestIsHeard() {
        DrivenLink driven = DrivenLink.withWorkers(session, LinkWorkTest::refuse);
        session.on("received a", LinkWorkTest::work);
        driven.arrive(0, "a\nb\n");
        assertThat(driven.wire.written()).isEqualTo("failed: all workers are busy");
        assertThat(session.count("received b")).isOne();
    }

    @Test
    void work_askedForAgainHurriesNothingElse() {
        DrivenLink driven = DrivenLink.withWorkers(session, LinkWorkTest::refuse);
        session.on("received a", out -> {
            out.send("token");
            out.flush();
            out.send("key");
            insist(out);
        });
        driven.arrive(0, "a\n");
        driven.loop.runAt(10);
        driven.loop.runAt(20);
        assertThat(driven.wire.writes).containsExactly("token");
        driven.loop.runAt(DrivenLink.FLUSH_DELAY);
        assertThat(driven.wire.writes).containsExactly("token", "key");
    }

    @Test
    void workers_thatFailEndTheConversation() {
        DrivenLink driven = DrivenLink.withWorkers(session, work -> {
            throw new IllegalStateException("no workers");
        });
        session.on("received a", LinkWorkTest::work);
        driven.arrive(0, "a\n");
        assertThat(driven.listener.told).containsExactly("served 1", "failed no workers", "closed by no workers");
        assertThat(driven.wire.done).containsExactly("abort");
    }

    @Test
    void work_askedForAgainAfterEachRefusalDoesNotHoldTheLoop() {
        AtomicInteger refusals = new AtomicInteger();
        DrivenLink driven = DrivenLink.withWorkers(session, work -> {
            if (refusals.incrementAndGet() < 1000) {
                refuse(work);
            }
            work.run();
        });
        session.on("received a", this::insist);
        driven.arrive(0, "a\n");
        int atOnce = refusals.get();
        assertThat(atOnce).isLessThan(100);
        // It is tried again a moment later, not at once: a loop that tried at once would do nothing else.
        long moment = driven.next();
        assertThat(moment).isBetween(1L, 100L);
        for (long millis = moment; refusals.get() < 1000; millis += moment) {
            driven.loop.runAt(millis);
        }
        assertThat(driven.wire.written()).isEqualTo("done after 999 refusals");
    }

    @Test
    void work_askedForAgainIsForgottenWithThePeer() {
        DrivenLink driven = DrivenLink.withWorkers(session, work -> {
            assertThat(asked).as("refusals at once").hasValueLessThan(100);
            refuse(work);
        });
        session.on("received a", this::insist);
        driven.arrive(0, "a\n");
        driven.wire.broken = true;
        driven.link.readable();
        assertThat(driven.listener.told).containsExactly("served 1", "closed by the peer has reset the connection");
        assertThat(session.count("closed")).isOne();
        assertThat(driven.loop.deadlines().isEmpty()).isTrue();
    }

    private static void work(Outbox<String> out) {
        out.work(
                () -> "done",
                (result, then) -> then.send(result),
                (problem, then) -> then.send("failed: " + problem.getMessage()));
    }

    private void insist(Outbox<String> out) {
        out.work(
                () -> "done",
                (result, then) -> then.send(result + " after " + asked + " refusals"),
                (problem, then) -> {
                    asked.incrementAndGet();
                    insist(then);
                });
    }

    private static void waitForEver() {
        LockSupport.park();
    }

    private static void refuse(Runnable work) {
        throw new RejectedExecutionException("all workers are busy");
    }
}
