// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Outbox} of a conversation. While {@linkplain Outbox#work slow work} is running, later calls are queued.
 */
final class OrderedOutbox<O> implements Outbox<O> {
    private final Conversation<?, O> conversation;
    private Closing closing = Closing.NO;
    private @Nullable SlowWork<?, O> work;
    private @Nullable ArrayDeque<Runnable> later;

    /** The size of the largest message since the output was last empty. */
    private int largest;

    /** The thread that may use this outbox now; {@code null} outside of calls. */
    private @Nullable Thread user;

    private @Nullable Remote<O> remote;
    private @Nullable Timers<O> timers;

    OrderedOutbox(Conversation<?, O> conversation) {
        this.conversation = conversation;
    }

    /** Calls the session, which may use this outbox during the call. */
    void lend(Consumer<? super OrderedOutbox<O>> call) {
        lend();
        try {
            call.accept(this);
        } finally {
            takeBack();
        }
    }

    /** Lets this thread use this outbox until {@link #takeBack}. */
    void lend() {
        user = Thread.currentThread();
    }

    void takeBack() {
        user = null;
        updateRemote();
    }

    private void updateRemote() {
        if (remote != null) {
            remote.setUnsent(unsentBytes());
        }
    }

    Conversation<?, O> conversation() {
        return conversation;
    }

    Closing closing() {
        return closing;
    }

    int unsentBytes() {
        return conversation.output().size();
    }

    /** Returns which limit the peer exceeded, if a group aborted the conversation. */
    @Nullable
    String overrun() {
        return remote == null ? null : remote.overrun();
    }

    /** Returns whether slow work is running or waits for a worker. */
    boolean busy() {
        return work != null;
    }

    @Nullable
    Runnable takeWork() {
        return work != null && work.take() ? work : null;
    }

    /**
     * Continues after slow work: runs the work's callback, then the queued calls, then timers and messages from other
     * threads.
     */
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
        lend(done::callBack);
        if (waiting != null) {
            for (Runnable step : waiting) {
                inOrder(step);
            }
        }
        runPending();
    }

    /** Runs overdue timers and delivers messages from other threads, unless slow work is running. */
    void runPending() {
        if (closing == Closing.NO && overrun() != null) {
            // Aborts even during slow work, because slow work has no time limit.
            lend(Outbox::abort);
        }
        if (timers != null && mayRunPending()) {
            timers.runOverdue();
        }
        if (remote != null && mayRunPending()) {
            remote.deliver(this);
        }
    }

    private boolean mayRunPending() {
        return work == null && closing == Closing.NO;
    }

    /** Discards everything, because the connection is closed or aborted. */
    void clear() {
        closing = Closing.ABORT;
        work = null;
        later = null;
        end();
    }

    void noteReceived() {
        if (timers != null) {
            timers.noteReceived();
        }
    }

    void noteSent() {
        if (unsentBytes() == 0) {
            largest = 0;
        }
        if (timers != null) {
            timers.noteSent();
        }
        updateRemote();
    }

    /** Sends a message that is already encoded. */
    void append(byte[] bytes) {
        conversation.tail().put(bytes);
        largest = Math.max(largest, bytes.length);
    }

    /**
     * Returns the size of the largest message that was sent since the output was last empty. All earlier messages have
     * been written.
     */
    int largest() {
        return largest;
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
    public void flush() {
        checkInUse();
        inOrder(() -> {
            if (closing == Closing.NO) {
                conversation.output().flush();
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
    public Remote<O> remote() {
        checkInUse();
        if (remote == null) {
            remote = new Remote<>(this, conversation.protocol().encoder(), conversation.engine());
            if (closing != Closing.NO) {
                remote.end();
            }
        }
        return remote;
    }

    @Override
    public Timer after(Duration delay, Consumer<? super Outbox<O>> what) {
        checkInUse();
        return timers().after(delay, what);
    }

    @Override
    public Timer every(Duration period, Consumer<? super Outbox<O>> what) {
        checkInUse();
        return timers().every(period, what);
    }

    @Override
    public Timer whenReadIdle(Duration idle, Consumer<? super Outbox<O>> what) {
        checkInUse();
        return timers().whenReadIdle(idle, what);
    }

    @Override
    public Timer whenWriteIdle(Duration idle, Consumer<? super Outbox<O>> what) {
        checkInUse();
        return timers().whenWriteIdle(idle, what);
    }

    @Override
    public <I2, O2> void switchTo(Protocol<I2, O2> next, Session<I2, O2> session) {
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(session, "session");
        checkInUse();
        try {
            inOrder(() -> {
                if (closing == Closing.NO) {
                    Decoder<I2> decoder = Conversation.decoder(next);
                    end();
                    // Closes only this outbox, not the conversation: calls that the old session queued must not send in
                    // the new protocol.
                    closing = Closing.ABORT;
                    conversation.switchTo(next, decoder, session);
                }
            });
        } finally {
            // From here on, only the new protocol's outbox may send.
            user = null;
        }
    }

    @Override
    public void finish() {
        checkInUse();
        inOrder(() -> {
            if (closing == Closing.NO) {
                closing = Closing.FINISH;
                end();
            } else if (conversation.outbox() != this) {
                conversation.finish();
            }
        });
    }

    @Override
    public void abort() {
        checkInUse();
        if (closing == Closing.NO) {
            clear();
            conversation.output().clear();
        }
    }

    /** Throws {@link IllegalStateException} unless this thread may use this outbox now. */
    void checkInUse() {
        if (user != Thread.currentThread()) {
            throw new IllegalStateException("an outbox is valid only during the call that received it, on its"
                    + " thread, and until switchTo() switches to another protocol");
        }
    }

    /** Ends the remote handle and the timers. */
    private void end() {
        if (remote != null) {
            remote.end();
        }
        if (timers != null) {
            timers.end();
        }
    }

    private Timers<O> timers() {
        if (timers == null) {
            timers = new Timers<>(this, conversation.engine());
            if (closing != Closing.NO) {
                timers.end();
            }
        }
        return timers;
    }

    private void encode(O message) {
        if (closing == Closing.NO) {
            ByteArraySink tail = conversation.tail();
            int before = tail.size();
            try {
                conversation.protocol().encoder().encode(message, tail);
                largest = Math.max(largest, tail.size() - before);
            } catch (Throwable t) {
                // Removes the incomplete message, because the session may send another message instead.
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
}
