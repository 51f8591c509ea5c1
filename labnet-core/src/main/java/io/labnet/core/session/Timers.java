// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Protocol;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one conversation. A timer that comes due during {@linkplain Outbox#work slow work} runs after that
 * work.
 */
final class Timers<O> {
    private final OrderedOutbox<O> outbox;
    private final Engine engine;
    private final Set<Alarm> running = new LinkedHashSet<>(2);
    private boolean ended;
    private long receivedAt;
    private long sentAt;

    Timers(OrderedOutbox<O> outbox, Engine engine) {
        this.outbox = outbox;
        this.engine = engine;
        this.receivedAt = engine.nanoTime();
        this.sentAt = receivedAt;
    }

    Timer after(Duration delay, Consumer<? super Outbox<O>> what) {
        return new Alarm(notNegative(delay), null, false, what).begin();
    }

    Timer every(Duration period, Consumer<? super Outbox<O>> what) {
        return new Alarm(positive("period", period), null, true, what).begin();
    }

    Timer whenReadIdle(Duration idle, Consumer<? super Outbox<O>> what) {
        return new Alarm(positive("idle", idle), () -> receivedAt, true, what).begin();
    }

    Timer whenWriteIdle(Duration idle, Consumer<? super Outbox<O>> what) {
        return new Alarm(positive("idle", idle), () -> sentAt, true, what).begin();
    }

    void noteReceived() {
        receivedAt = engine.nanoTime();
    }

    void noteSent() {
        sentAt = engine.nanoTime();
    }

    /** Runs the timers that have come due. */
    void runOverdue() {
        for (Alarm alarm : List.copyOf(running)) {
            if (alarm.engineTimer == null && running.contains(alarm)) {
                alarm.run();
                if (outbox.busy() || ended) {
                    return;
                }
            }
        }
    }

    /** Cancels all timers. */
    void end() {
        ended = true;
        running.forEach(Alarm::stop);
        running.clear();
    }

    static long notNegative(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay " + delay + " is negative");
        }
        return nanos(delay);
    }

    private static long nanos(Duration duration) {
        return (duration.compareTo(Protocol.NO_LIMIT) > 0 ? Protocol.NO_LIMIT : duration).toNanos();
    }

    static long positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " " + duration + " is not positive");
        }
        return nanos(duration);
    }

    private final class Alarm implements Timer {
        private final long period;

        /** Returns the time of the last activity; {@code null} if this is not an idle timer. */
        private final @Nullable LongSupplier activity;

        private final boolean repeats;
        private final Consumer<? super Outbox<O>> what;

        /** The engine's timer; {@code null} once this timer is due. */
        private @Nullable Timer engineTimer;

        Alarm(long period, @Nullable LongSupplier activity, boolean repeats, Consumer<? super Outbox<O>> what) {
            this.period = period;
            this.activity = activity;
            this.repeats = repeats;
            this.what = Objects.requireNonNull(what, "what");
        }

        Alarm begin() {
            if (!ended) {
                running.add(this);
                start(period);
            }
            return this;
        }

        private void start(long delay) {
            engineTimer = engine.schedule(delay, this::due);
        }

        void stop() {
            if (engineTimer != null) {
                engineTimer.cancel();
                engineTimer = null;
            }
        }

        private void due() {
            if (!running.contains(this)) {
                return;
            }
            engineTimer = null;
            long rest = activity == null ? 0 : activity.getAsLong() + period - engine.nanoTime();
            if (rest > 0) {
                start(rest);
            } else {
                outbox.conversation().runRequested(outbox);
            }
        }

        void run() {
            if (repeats) {
                start(period);
            } else {
                running.remove(this);
            }
            outbox.lend(what);
        }

        @Override
        public void cancel() {
            if (!ended) {
                outbox.checkInUse();
                if (running.remove(this)) {
                    stop();
                }
            }
        }
    }
}
