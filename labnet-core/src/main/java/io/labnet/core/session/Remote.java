// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Encoder;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread-safe handle of a conversation, returned by {@link Outbox#remote}, that may be kept and used at any time. The
 * messages and tasks passed to it reach the conversation in order, on the conversation's thread, while no
 * {@linkplain Outbox#work slow work} is running.
 *
 * <p>The handle is bounded. The handle refuses a message if more than {@value #MAX_UNSENT_BYTES} bytes would then be
 * unsent, including those that have not reached the conversation. But if nothing else is unsent, a message larger than
 * this limit is accepted. The handle refuses a task while {@value #MAX_TASKS} tasks wait. After the conversation has
 * ended or switched to another protocol, the handle refuses everything, drops the waiting messages and tasks, and holds
 * no reference to the conversation.
 *
 * @param <O> the type of messages to send
 */
public final class Remote<O> {
    /** The largest number of unsent bytes, including those that have not reached the conversation. */
    public static final int MAX_UNSENT_BYTES = 1024 * 1024;

    /** The largest number of tasks that may wait for the conversation's thread, or for slow work. */
    public static final int MAX_TASKS = 1024;

    /**
     * A message smaller than this number of bytes is counted as this number, because each message takes some memory.
     */
    static final int MIN_BYTES = 16;

    private final Encoder<? super O> encoder;
    private final ArrayDeque<Entry<O>> entries = new ArrayDeque<>(2);
    private final Set<Group<O>> groups = new HashSet<>(2);
    private @Nullable OrderedOutbox<O> outbox;
    private @Nullable Engine engine;
    private @Nullable String overrun;
    private long waiting;
    private long unsent;
    private int tasks;
    private boolean woken;

    Remote(OrderedOutbox<O> outbox, Encoder<? super O> encoder, Engine engine) {
        this.outbox = outbox;
        this.encoder = encoder;
        this.engine = engine;
    }

    /** A message or task on its way to the conversation; several handles may share an entry. */
    interface Entry<O> {
        void deliver(OrderedOutbox<O> to);

        /** Returns the size to count for this entry, in bytes; 0 for a task. */
        int cost();

        static <O> Entry<O> of(O message, Encoder<? super O> encoder) {
            return new EncodedMessage<>(Encoder.encodeWhole(encoder, message));
        }
    }

    private static final class EncodedMessage<O> implements Entry<O> {
        private final byte[] bytes;

        EncodedMessage(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void deliver(OrderedOutbox<O> to) {
            to.append(bytes);
        }

        @Override
        public int cost() {
            return Math.max(MIN_BYTES, bytes.length);
        }
    }

    private record Task<O>(Consumer<? super Outbox<O>> task) implements Entry<O> {
        @Override
        public void deliver(OrderedOutbox<O> to) {
            to.lend(task);
        }

        @Override
        public int cost() {
            return 0;
        }
    }

    /**
     * Sends a message, as {@link Outbox#send} does. The calling thread encodes it.
     *
     * @param message the message
     * @return whether it was accepted; {@code false} if the conversation is over or too many bytes are unsent. An
     *     accepted message is lost only if the conversation ends before the message has been written
     * @throws RuntimeException if the encoder throws it
     */
    public boolean send(O message) {
        return put(Entry.of(Objects.requireNonNull(message, "message"), encoder), MAX_UNSENT_BYTES);
    }

    /**
     * Runs a task on the conversation's own thread, where it may touch the session's state.
     *
     * @param task the task; receives an outbox that is valid during the call
     * @return whether it was accepted; {@code false} if the conversation is over or too many tasks wait. An accepted
     *     task does not run if the conversation ends before the task's turn
     */
    public boolean run(Consumer<? super Outbox<O>> task) {
        Entry<O> entry = new Task<>(Objects.requireNonNull(task, "task"));
        synchronized (this) {
            if (outbox == null || overrun != null || tasks >= MAX_TASKS) {
                return false;
            }
            tasks++;
            entries.add(entry);
        }
        wake();
        return true;
    }

    /**
     * Returns whether this handle has ended and refuses everything.
     *
     * @return whether the conversation is over, or will be once its output has been written
     */
    public synchronized boolean isOver() {
        return outbox == null;
    }

    /**
     * Returns how many bytes are unsent, including those that have not reached the conversation.
     *
     * @return the number of bytes, 0 or more
     */
    public synchronized long unsentBytes() {
        return waiting + unsent;
    }

    Encoder<? super O> encoder() {
        return encoder;
    }

    /** Queues an entry, unless more than {@code maxUnsent} bytes would then be unsent. */
    boolean put(Entry<O> entry, long maxUnsent) {
        synchronized (this) {
            // If nothing else is unsent, a message may exceed the bound, as it may with Outbox.send.
            boolean behind = waiting + unsent > 0 && waiting + unsent + entry.cost() > maxUnsent;
            if (outbox == null || overrun != null || behind) {
                return false;
            }
            entries.add(entry);
            waiting += entry.cost();
        }
        wake();
        return true;
    }

    /** Aborts the conversation, because its peer reads too slowly. */
    void abort(String limit) {
        synchronized (this) {
            if (outbox == null) {
                return;
            }
            overrun = limit;
            entries.clear();
        }
        wake();
    }

    @Nullable
    synchronized String overrun() {
        return overrun;
    }

    /** Notes that the conversation is in a group. Returns false if the conversation is over. */
    synchronized boolean joined(Group<O> group) {
        return outbox != null && groups.add(group);
    }

    synchronized void left(Group<O> group) {
        groups.remove(group);
    }

    /** Notes how many bytes of the conversation are unsent. */
    synchronized void setUnsent(long bytes) {
        unsent = bytes;
    }

    /** Delivers the waiting entries. Called on the conversation's thread while no slow work is running. */
    void deliver(OrderedOutbox<O> to) {
        // Delivers only the entries queued now: a task that queues another task must not occupy the thread for ever.
        for (int left = size(); left > 0; left--) {
            Entry<O> entry = next();
            if (entry == null) {
                return;
            }
            entry.deliver(to);
            delivered(entry, to.unsentBytes());
            if (to.busy()) {
                return;
            }
        }
        if (size() > 0) {
            wake();
        }
    }

    private synchronized int size() {
        return entries.size();
    }

    private synchronized @Nullable Entry<O> next() {
        return entries.poll();
    }

    private synchronized void delivered(Entry<O> entry, long unsentNow) {
        waiting -= entry.cost();
        tasks -= entry.cost() == 0 ? 1 : 0;
        unsent = unsentNow;
    }

    private void wake() {
        Engine waking;
        synchronized (this) {
            waking = engine;
            if (woken || waking == null) {
                return;
            }
            woken = true;
        }
        waking.execute(this::arrive);
    }

    private void arrive() {
        OrderedOutbox<O> to;
        synchronized (this) {
            woken = false;
            to = outbox;
        }
        if (to != null) {
            to.conversation().runRequested(to);
        }
    }

    /** Ends this handle, leaves its groups and drops the waiting entries. */
    void end() {
        Set<Group<O>> joined;
        synchronized (this) {
            outbox = null;
            engine = null;
            entries.clear();
            waiting = 0;
            unsent = 0;
            joined = Set.copyOf(groups);
            groups.clear();
        }
        joined.forEach(group -> group.leave(this));
    }
}
