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
 * A handle on a conversation that any thread may keep and use at any time, made by {@link Outbox#remote}. What it is
 * given reaches the conversation in order, on its own thread, when no slow work is under way.
 *
 * <p>It is bounded: no message is accepted by which the peer would have more than {@value #MAX_UNSENT_BYTES} bytes to
 * take, those included that have not reached the conversation, unless it is the only one; and no task while {@value
 * #MOST_TASKS} wait. When the conversation is over, or another protocol is spoken, it accepts nothing, drops what waits
 * and holds nothing of the conversation.
 *
 * @param <O> the messages that can be said
 */
public final class Remote<O> {
    /** How many bytes may be unsent, those that have not reached the conversation included. */
    public static final int MAX_UNSENT_BYTES = 1024 * 1024;

    /** How many tasks may wait for the conversation's thread, or for slow work. */
    public static final int MOST_TASKS = 1024;

    /** What a message counts for at least: its memory is bounded, too. */
    static final int LEAST_BYTES = 16;

    private final Encoder<? super O> encoder;
    private final ArrayDeque<Letter<O>> letters = new ArrayDeque<>(2);
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

    /** What is on its way to the conversation; many may share one. */
    interface Letter<O> {
        void deliver(OrderedOutbox<O> to);

        /** How many bytes it counts for, 0 for a task. */
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
            return 0;
        }
    }

    /**
     * Says a message, as {@link Outbox#send} does. It is encoded at once, by the thread that calls.
     *
     * @param message the message
     * @return whether it was accepted; not when the conversation is over, or the peer is too far behind. What was
     *     accepted is lost only if the conversation ends before it has left
     * @throws RuntimeException what the encoder throws
     */
    public boolean tell(O message) {
        return put(Letter.of(Objects.requireNonNull(message, "message"), encoder), MAX_UNSENT_BYTES);
    }

    /**
     * Has something done on the conversation's own thread, where the session's state may be touched.
     *
     * @param task is given the outbox, which is valid for the time of the call
     * @return whether it was accepted; not when the conversation is over, or too many tasks wait. What was accepted is
     *     not done if the conversation ends before
     */
    public boolean run(Consumer<? super Outbox<O>> task) {
        Letter<O> letter = new Task<>(Objects.requireNonNull(task, "task"));
        synchronized (this) {
            if (outbox == null || overrun != null || tasks >= MOST_TASKS) {
                return false;
            }
            tasks++;
            letters.add(letter);
        }
        wake();
        return true;
    }

    /**
     * Tells whether nothing will be accepted any more.
     *
     * @return whether the conversation is over, or will be once what was said has left
     */
    public synchronized boolean isOver() {
        return outbox == null;
    }

    /**
     * Counts the bytes that the peer has yet to take, those included that have not reached the conversation.
     *
     * @return how many, 0 or more
     */
    public synchronized long unsentBytes() {
        return waiting + unsent;
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
            if (outbox == null) {
                return;
            }
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
        // No more than there are now: a task that asks for another must not hold the thread.
        for (int left = size(); left > 0; left--) {
            Letter<O> letter = next();
            if (letter == null) {
                return;
            }
            letter.deliver(to);
            delivered(letter, to.unsentBytes());
            if (to.busy()) {
                return;
            }
        }
        if (size() > 0) {
            wake();
        }
    }

    private synchronized int size() {
        return letters.size();
    }

    private synchronized @Nullable Letter<O> next() {
        return letters.poll();
    }

    private synchronized void delivered(Letter<O> letter, long unsentNow) {
        waiting -= letter.cost();
        tasks -= letter.cost() == 0 ? 1 : 0;
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
            to.conversation().called(to);
        }
    }

    /** The conversation is over for this handle. */
    void end() {
        Set<Group<O>> joined;
        synchronized (this) {
            outbox = null;
            engine = null;
            letters.clear();
            waiting = 0;
            unsent = 0;
            joined = Set.copyOf(groups);
            groups.clear();
        }
        joined.forEach(group -> group.leave(this));
    }
}
