// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.codec.Encoder;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The {@link Outbox} of a conversation: while slow work is under way, what follows it waits its turn. */
final class OrderedOutbox<O> implements Outbox<O> {
    private final Encoder<? super O> encoder;
    private final OutputQueue output;
    private Closing closing = Closing.NO;
    private @Nullable SlowWork<?, O> work;
    private @Nullable ArrayDeque<Runnable> later;
    private boolean inUse;

    OrderedOutbox(Encoder<? super O> encoder, OutputQueue output) {
        this.encoder = encoder;
        this.output = output;
    }

    /** Lets a session use this outbox for the time of a call. */
    void lend(Consumer<? super OrderedOutbox<O>> call) {
        inUse = true;
        try {
            call.accept(this);
        } finally {
            inUse = false;
        }
    }

    Closing closing() {
        return closing;
    }

    /** Whether slow work is under way, or something waits for it. */
    boolean busy() {
        return work != null;
    }

    @Nullable
    Runnable takeWork() {
        return work != null && work.take() ? work : null;
    }

    /** Goes on after the work: first what it leads to, then what was asked for since. */
    void workDone(@Nullable RejectedExecutionException refusal) {
        SlowWork<?, O> done = work;
        if (done == null) {
            return;
        }
        ArrayDeque<Runnable> waiting = later;
        work = null;
        later = null;
        if (refusal != null) {
            done.refused(refusal);
        }
        lend(done::tell);
        if (waiting != null) {
            for (Runnable step : waiting) {
                inOrder(step);
            }
        }
    }

    /** Forgets everything: the connection is gone. */
    void clear() {
        closing = Closing.ABORT;
        work = null;
        later = null;
    }

    @Override
    public void send(O message) {
        Objects.requireNonNull(message, "message");
        checkInUse();
        if (work == null) {
            encode(message);
        } else {
            inOrder(() -> encode(message));
        }
    }

    @Override
    public void separate() {
        checkInUse();
        inOrder(() -> {
            if (closing == Closing.NO) {
                output.separate();
            }
        });
    }

    @Override
    public <R> void work(
            Callable<R> slow, BiConsumer<? super R, Outbox<O>> then, BiConsumer<Exception, Outbox<O>> failed) {
        checkInUse();
        SlowWork<R, O> next = new SlowWork<>(
                Objects.requireNonNull(slow, "slow"),
                Objects.requireNonNull(then, "then"),
                Objects.requireNonNull(failed, "failed"));
        inOrder(() -> {
            if (closing == Closing.NO) {
                work = next;
            }
        });
    }

    @Override
    public void finish() {
        checkInUse();
        inOrder(() -> {
            if (closing == Closing.NO) {
                closing = Closing.FINISH;
            }
        });
    }

    @Override
    public void abort() {
        checkInUse();
        if (closing == Closing.NO) {
            clear();
            output.clear();
        }
    }

    private void encode(O message) {
        if (closing == Closing.NO) {
            ByteArraySink tail = output.tail();
            int before = tail.size();
            try {
                encoder.encode(message, tail);
            } catch (Throwable t) {
                // A session that says something else instead must not say it after half a message.
                tail.truncate(before);
                throw t;
            }
        }
    }

    private void inOrder(Runnable step) {
        if (work == null) {
            step.run();
            return;
        }
        if (later == null) {
            later = new ArrayDeque<>(2);
        }
        later.add(step);
    }

    private void checkInUse() {
        if (!inUse) {
            throw new IllegalStateException("an outbox is valid only during the call that was given it");
        }
    }
}
