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
 * A handle on a conversation that any thread may keep and use at any time, made by {@link Outbox#remote}. What it is given
 * reaches the conversation in order, on its own thread, when no slow work is under way.
 *
 * <p>It is bounded: while the peer has more than {@value #MAX_UNSENT_BYTES} bytes to take, or would have, nothing more is
 * accepted. When the conversation is over, or another protocol is spoken, it accepts nothing and holds nothing of it.
 *
 * @param <O> the messages that can be said
 */
public final class Remote<O> {
    /** How many bytes may be unsent, those that have not reached the conversation included. */
    public static final int MAX_UNSENT_BYTES = 1024 * 1024;

    /** What a task counts for, and a message at least: their memory is bounded, too. */
    static final int LEAST_BYTES = 16;

    private static final int TASK_BYTES = 1024;

    private final Encoder<? super O> encoder;
    private final Engine engine;
    private final ArrayDeque<Letter<O>> letters = new ArrayDeque<>(2);
    private final Set<Group<O>> groups = new HashSet<>(2);
    private @Nullable OrderedOutbox<O> outbox;
    private @Nullable String overrun;
    private long waiting;
    private long unsent;
    private boolean woken;

    Remote(OrderedOutbox<O> outbox, Encoder<? super O> encoder, Engine engine) {
        this.outbox = outbox;
        this.encoder = encoder;
        this.engine = engine;
    }

    /** What is on its way to the conversation; many may share one. */
    interface Letter<O> {
        void deliver(OrderedOutbox<O> to);

        /** How many bytes it counts for. */
        int cost();

        static <O> Letter<O> of(O message, Encoder<? super O> encoder) {
            return new Said<>(Encoder.encodeWhole(encoder, message));
        }
    }

    private static final class Said<O> implements Letter<O> {
        private final byte[] bytes;

        Said(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void deliver(OrderedOutbox<O> to) {
            to.append(bytes);
        }

        @Override
        public int cost() {
            return Math.max(LEAST_BYTES, bytes.length);
        }
    }

    private record Task<O>(Consumer<? super Outbox<O>> task) implements Letter<O> {
        @Override
        public void deliver(OrderedOutbox<O> to) {
            to.lend(task);
        }

        @Override
        public int cost() {
            return TASK_BYTES;
        }
    }

    /**
     * Says a message, as {@link Outbox#send} does. It is encoded at once, by the thread that calls.
     *
     * @param message the message
     * @return whether it was accepted; not when the conversation is over, or the peer is too far behind. What was accepted
     *     is lost only if the conversation ends before it has left
     * @throws RuntimeException what the encoder throws
     */
    public boolean tell(O message) {
        return put(Letter.of(Objects.requireNonNull(message, "message"), encoder), MAX_UNSENT_BYTES);
    }

    /**
     * Has something done on the conversation's own thread, where the session's state may be touched.
     *
     * @param task is given the outbox, which is valid for the time of the call
     * @return whether it was accepted; not when the conversation is over, or is too far behind. What was accepted is not
     *     done if the conversation ends before
     */
    public boolean run(Consumer<? super Outbox<O>> task) {
        return put(new Task<>(Objects.requireNonNull(task, "task")), MAX_UNSENT_BYTES);
    }

    /**
     * Tells whether nothing will be accepted any more.
     *
     * @return whether the conversation is over, or will be once what was said has left
     */
    public synchronized boolean isOver() {
        return outbox == null;
    }

    Encoder<? super O> encoder() {
        return encoder;
    }

    /** Accepts a letter, unless more than so many bytes would be unsent. */
    boolean put(Letter<O> letter, long maxUnsent) {
        synchronized (this) {
            // A single message may be larger than the bound, as it may be where a session says it.
            boolean behind = waiting + unsent > 0 && waiting + unsent + letter.cost() > maxUnsent;
            if (outbox == null || overrun != null || behind) {
                return false;
            }
            letters.add(letter);
            waiting += letter.cost();
        }
        wake();
        return true;
    }

    /** Ends the conversation at once: its peer takes too little. */
    void cut(String limit) {
        synchronized (this) {
            overrun = limit;
            letters.clear();
        }
        wake();
    }

    @Nullable
    synchronized String overrun() {
        return overrun;
    }

    /** Takes note that the conversation is in a group. Answers false if it is over. */
    synchronized boolean joined(Group<O> group) {
        return outbox != null && groups.add(group);
    }

    synchronized void left(Group<O> group) {
        groups.remove(group);
    }

    /** Takes note of how many bytes the peer has yet to take. */
    synchronized void behindBy(long bytes) {
        unsent = bytes;
    }

    /** Hands over what has come. Called on the conversation's thread, when it listens. */
    void deliver(OrderedOutbox<O> to) {
        if (overrun() != null) {
            to.lend(Outbox::abort);
            return;
        }
        for (Letter<O> letter = next(); letter != null; letter = next()) {
            letter.deliver(to);
            delivered(letter, to.unsentBytes());
            if (to.busy()) {
                return;
            }
        }
    }

    private synchronized @Nullable Letter<O> next() {
        return letters.poll();
    }

    private synchronized void delivered(Letter<O> letter, long unsentNow) {
        waiting -= letter.cost();
        unsent = unsentNow;
    }

    private void wake() {
        synchronized (this) {
            if (woken || outbox == null) {
                return;
            }
            woken = true;
        }
        engine.execute(this::arrive);
    }

    private void arrive() {
        OrderedOutbox<O> to;
        synchronized (this) {
            woken = false;
            to = outbox;
        }
        if (to != null) {
            to.conversation().called(to);
        }
    }

    /** The conversation is over for this handle. */
    void end() {
        Set<Group<O>> joined;
        synchronized (this) {
            outbox = null;
            letters.clear();
            waiting = 0;
            joined = Set.copyOf(groups);
            groups.clear();
        }
        joined.forEach(group -> group.leave(this));
    }
}
