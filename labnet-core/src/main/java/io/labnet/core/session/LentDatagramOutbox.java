// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The {@link DatagramOutbox} of a conversation, valid only during a call of the session. */
final class LentDatagramOutbox<O> implements DatagramOutbox<O> {
    private final Engine engine;
    private final BiConsumer<O, Peer> sending;
    private boolean closed;

    /** The thread that may use this outbox now; {@code null} outside of calls. */
    private @Nullable Thread user;

    LentDatagramOutbox(Engine engine, BiConsumer<O, Peer> sending) {
        this.engine = engine;
        this.sending = sending;
    }

    void lend(Consumer<? super DatagramOutbox<O>> call) {
        if (user != null) {
            // A nested call would interleave two events in one session.
            throw new IllegalStateException("the session is already being called: call again when it has returned");
        }
        user = Thread.currentThread();
        try {
            call.accept(this);
        } finally {
            user = null;
        }
    }

    /** Stops all timers. */
    void close() {
        closed = true;
    }

    @Override
    public void send(O message, Peer to) {
        checkInUse();
        sending.accept(message, to);
    }

    @Override
    public Timer after(Duration delay, Consumer<? super DatagramOutbox<O>> what) {
        return start(Timers.notNegative(delay), false, what);
    }

    @Override
    public Timer every(Duration period, Consumer<? super DatagramOutbox<O>> what) {
        return start(Timers.positive("period", period), true, what);
    }

    private Timer start(long nanos, boolean repeats, Consumer<? super DatagramOutbox<O>> what) {
        checkInUse();
        Objects.requireNonNull(what, "what");
        Alarm alarm = new Alarm(nanos, repeats, what);
        alarm.start();
        return alarm;
    }

    private void checkInUse() {
        if (user != Thread.currentThread()) {
            throw new IllegalStateException(
                    "an outbox is valid only during the call that received it, and on its thread");
        }
    }

    private final class Alarm implements Timer {
        private final long nanos;
        private final boolean repeats;
        private final Consumer<? super DatagramOutbox<O>> what;

        /** The engine's timer; {@code null} before this alarm starts, and once the timer has run or was cancelled. */
        private @Nullable Timer waiting;

        Alarm(long nanos, boolean repeats, Consumer<? super DatagramOutbox<O>> what) {
            this.nanos = nanos;
            this.repeats = repeats;
            this.what = what;
        }

        void start() {
            waiting = engine.schedule(nanos, this::due);
        }

        private void due() {
            if (waiting == null || closed) {
                return;
            }
            waiting = null;
            if (repeats) {
                start();
            }
            lend(what);
        }

        @Override
        public void cancel() {
            if (closed) {
                return;
            }
            checkInUse();
            if (waiting != null) {
                waiting.cancel();
                waiting = null;
            }
        }
    }
}
