// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Conversation;
import io.labnet.core.session.RecordingSession;
import io.labnet.core.session.ToyProtocols;
import io.labnet.core.transport.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private final RecordingListener listener = new RecordingListener();
    private final ManualServer server = new ManualServer(
            peer -> new Conversation<>(ToyProtocols.LINES, new RecordingSession()),
            ServerOptions.defaults().withListener(listener));
    private final ParkedLoop loop = new ParkedLoop(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void execute_runsATaskOnTheLoop() throws Exception {
        server.start(List.of(loop));
        CompletableFuture<Boolean> current = new CompletableFuture<>();
        assertThat(loop.execute(() -> current.complete(loop.isCurrent()))).isTrue();
        assertThat(current.get()).isTrue();
        assertThat(loop.isCurrent()).isFalse();
    }

    @Test
    void loop_startedByDaemonThread_isNoDaemon() throws Exception {
        CompletableFuture<ParkedLoop> making = new CompletableFuture<>();
        Thread maker = new Thread(() -> making.complete(new ParkedLoop(server)));
        maker.setDaemon(true);
        maker.start();
        ParkedLoop made = making.get(60, TimeUnit.SECONDS);
        server.start(List.of(made));
        CompletableFuture<Boolean> daemon = new CompletableFuture<>();
        made.execute(() -> daemon.complete(Thread.currentThread().isDaemon()));
        assertThat(daemon.get(60, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void execute_afterEnd_returnsFalse() throws Exception {
        server.start(List.of(loop));
        stop();
        AtomicBoolean run = new AtomicBoolean();
        assertThat(loop.execute(() -> run.set(true))).isFalse();
        assertThat(run).isFalse();
    }

    @Test
    void execute_atEnd_runsTaskOrReturnsFalse() throws Exception {
        server.start(List.of(loop));
        for (int i = 0; i < 200; i++) {
            ManualServer brief = new ManualServer(peer -> null, ServerOptions.defaults());
            ParkedLoop ending = new ParkedLoop(brief);
            AtomicInteger ran = new AtomicInteger();
            brief.start(List.of(ending));
            CompletableFuture<Integer> accepted = CompletableFuture.supplyAsync(() -> {
                int count = 0;
                while (ending.execute(ran::incrementAndGet)) {
                    count++;
                }
                return count;
            });
            brief.stop(Duration.ZERO).toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(ran).hasValue(accepted.get());
        }
    }

    @Test
    void taskThrows_isReportedAndLoopContinues() throws Exception {
        server.start(List.of(loop));
        loop.execute(() -> {
            throw new AssertionError("on purpose");
        });
        awaitTasks();
        assertThat(listener.events).containsExactly("failed on purpose");
    }

    @Test
    void endlessTasks_doNotDelayDeadlines() throws Exception {
        CountDownLatch due = new CountDownLatch(1);
        loop.deadlines()
                .add(
                        new Deadlines.Timed() {
                            @Override
                            protected void due(long now) {
                                loop.deadlines().remove(this);
                                due.countDown();
                            }
                        },
                        1);
        Runnable again = new Runnable() {
            @Override
            public void run() {
                if (due.getCount() > 0) {
                    loop.execute(this);
                }
            }
        };
        loop.execute(again);
        server.start(List.of(loop));
        assertThat(due.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void interruptBySession_isCleared() throws Exception {
        server.start(List.of(loop));
        loop.execute(() -> Thread.currentThread().interrupt());
        awaitTasks();
        stop();
        assertThat(loop.interruptedWaits).hasValue(0);
    }

    @Test
    void loopFailsRepeatedly_serverStops() throws Exception {
        ManualWire wire = new ManualWire();
        server.start(List.of(loop));
        server.admit("peer", 1, wire);
        loop.breaks = true;
        loop.wake();
        assertThat(server.stopped().toCompletableFuture())
                .failsWithin(60, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(IllegalStateException.class)
                .withMessageContaining("on purpose");
        assertThat(server.stopping()).isTrue();
        assertThat(wire.done).last().isIn("abort", "close");
        assertThat(server.left).isOne();
        assertThat(listener.events).contains("failed on purpose");
    }

    @Test
    void loopFailsOnce_abortsConversationsAndContinues() throws Exception {
        server.start(List.of(loop));
        for (int i = 1; i <= 5; i++) {
            ManualWire wire = new ManualWire();
            server.admit("peer", i, wire);
            awaitTasks();
            loop.breaksOnce.set(true);
            loop.wake();
            while (loop.breaksOnce.get()) {
                Thread.onSpinWait();
            }
            awaitTasks();
            assertThat(wire.done).last().isIn("abort", "close");
            assertThat(server.left).isEqualTo(i);
        }
        assertThat(server.stopping()).isFalse();
    }

    @Test
    void releaseFails_loopStillEnds() throws Exception {
        loop.holdsOn = true;
        server.start(List.of(loop));
        stop();
        assertThat(listener.events).containsExactly("failed can't let go");
    }

    @Test
    void abortFails_otherLinksAreStillAborted() throws Exception {
        ManualWire stubborn = new ManualWire();
        stubborn.abortFails = true;
        ManualWire wire = new ManualWire();
        server.start(List.of(loop));
        server.admit("peer", 1, stubborn);
        server.admit("peer", 2, wire);
        awaitTasks();
        loop.breaks = true;
        loop.wake();
        assertThat(server.stopped().toCompletableFuture()).failsWithin(60, TimeUnit.SECONDS);
        assertThat(wire.done).last().isIn("abort", "close");
        assertThat(server.left).isEqualTo(2);
    }

    @Test
    void stop_lostWake_isStillHandled() {
        server.start(List.of(loop));
        server.admit("peer", 1, new ManualWire());
        loop.execute(() -> {
            server.stop(Duration.ZERO);
            // As if another thread had stopped it; a lock that a session waits for consumes the permit like this.
            loop.wake();
            LockSupport.park();
        });
        assertThat(server.stopped().toCompletableFuture()).succeedsWithin(5, TimeUnit.SECONDS);
    }

    /** Waits until the loop has run its tasks. */
    private void awaitTasks() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(done::countDown);
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /** A loop that only parks, and records whether it was interrupted. */
    private static final class ParkedLoop extends ThreadLoop {
        final AtomicInteger interruptedWaits = new AtomicInteger();
        final AtomicBoolean breaksOnce = new AtomicBoolean();
        volatile boolean breaks;
        volatile boolean holdsOn;

        ParkedLoop(LoopServer server) {
            super(server, "parked", heapBuffer());
        }

        @Override
        protected void await(long nanos) {
            if (breaks || breaksOnce.compareAndSet(true, false)) {
                throw new IllegalStateException("on purpose");
            }
            if (Thread.currentThread().isInterrupted()) {
                interruptedWaits.incrementAndGet();
            }
            LockSupport.parkNanos(this, nanos);
        }

        @Override
        protected void wake() {
            unpark();
        }

        @Override
        public void release() {
            if (holdsOn) {
                throw new IllegalStateException("can't let go");
            }
        }
    }
}
