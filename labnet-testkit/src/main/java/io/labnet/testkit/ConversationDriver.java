// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Engine;
import io.labnet.core.session.Timer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Drives one side of a conversation with byte arrays, on the calling thread: slow work is done at once, what separates two
 * writes passes at once, and each write is kept as text. Time passes only as the test {@linkplain #pass says}. Not safe for
 * several threads, but for the {@linkplain io.labnet.core.session.Remote handle} of a session: what others give it is done
 * in the next call.
 */
public final class ConversationDriver {
    private final ByteSession session;
    private final List<String> writes = new ArrayList<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::at).thenComparingLong(Waiting::number));
    private long now;
    private long timers;

    /**
     * Opens a conversation.
     *
     * @param session the side to drive
     */
    public ConversationDriver(ByteSession session) {
        this.session = session;
        session.attach(new ByHand());
        session.open(1 << 16);
        flush();
    }

    /**
     * Delivers bytes.
     *
     * @param bytes what arrives; may be empty
     * @param boundary what is known of the input after them
     * @return this driver
     */
    public ConversationDriver arrive(byte[] bytes, Boundary boundary) {
        session.receive(ByteBuffer.wrap(bytes), boundary);
        flush();
        return this;
    }

    /**
     * Delivers text, after which more may follow at once.
     *
     * @param text what arrives, as UTF-8
     * @return this driver
     */
    public ConversationDriver arrive(String text) {
        return arrive(text.getBytes(StandardCharsets.UTF_8), Boundary.MORE);
    }

    /**
     * Lets the input pause.
     *
     * @return this driver
     */
    public ConversationDriver pause() {
        return arrive(new byte[0], Boundary.PAUSE);
    }

    /**
     * Ends the input.
     *
     * @return this driver
     */
    public ConversationDriver end() {
        return arrive(new byte[0], Boundary.END);
    }

    /**
     * Does what was asked for from outside, by the session's handle or a group.
     *
     * @return this driver
     */
    public ConversationDriver settle() {
        flush();
        return this;
    }

    /**
     * Lets time pass; whatever the session waits for happens at its time. The clocks of the protocol, which an engine keeps,
     * stand still.
     *
     * @param time how much, 0 or more
     * @return this driver
     */
    public ConversationDriver pass(Duration time) {
        long end = now + time.toNanos();
        while (!waiting.isEmpty() && waiting.peek().at <= end) {
            Waiting next = waiting.remove();
            now = next.at;
            next.task.run();
            flush();
        }
        now = end;
        return this;
    }

    /**
     * Gives the driven side, for calls that this class does not have.
     *
     * @return the session
     */
    public ByteSession session() {
        return session;
    }

    /**
     * Tells whether and how the conversation is closing.
     *
     * @return how
     */
    public Closing closing() {
        return session.closing();
    }

    /**
     * Lists what was written.
     *
     * @return each write as UTF-8 text, in order; grows as the conversation goes on
     */
    public List<String> writes() {
        return Collections.unmodifiableList(writes);
    }

    private void flush() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        while (true) {
            Runnable work = session.takeWork();
            if (work != null) {
                work.run();
                session.workDone();
            }
            ByteBuffer unsent = session.unsent();
            if (unsent.hasRemaining()) {
                writes.add(StandardCharsets.UTF_8.decode(unsent.duplicate()).toString());
                session.sent(unsent.remaining());
            } else if (session.separated()) {
                session.momentPassed();
            } else {
                return;
            }
        }
    }

    /** What the session waits for; those of one time happen in the order in which they were asked for. */
    private record Waiting(long at, long number, Runnable task) {}

    private final class ByHand implements Engine {
        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            Waiting entry = new Waiting(now + delayNanos, timers++, task);
            waiting.add(entry);
            return () -> waiting.remove(entry);
        }

        @Override
        public long nanoTime() {
            return now;
        }
    }
}
