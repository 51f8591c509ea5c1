// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The transcript of one connection: decodes what both sides send, and passes it to a listener. If the dialogue or the
 * listener throws an exception, it is logged and the transcript ends, so that a fault in a transcript never harms the
 * conversation. Thread-safe; a program that relays two directions by two threads may use it without a lock.
 */
public final class Transcript {
    private static final System.Logger LOGGER = System.getLogger(Transcript.class.getName());
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Dialogue<?, ?> dialogue;
    private final Clock clock;
    private final TranscriptListener listener;
    private final MessageReader<?> fromClient;
    private final MessageReader<?> fromServer;
    private final Set<Side> ended = EnumSet.noneOf(Side.class);
    private final Set<Side> broke = EnumSet.noneOf(Side.class);
    private @Nullable Breach firstBreach;
    private boolean over;
    private boolean failed;

    /**
     * The first broken rule of a conversation.
     *
     * @param side the side that broke it
     * @param problem the rule and how it was broken
     */
    public record Breach(Side side, ProtocolException problem) {}

    /**
     * Creates a transcript.
     *
     * @param dialogue decodes, describes and checks the messages; used for this connection only
     * @param clock tells the times of the events
     * @param listener receives the events
     */
    public Transcript(Dialogue<?, ?> dialogue, Clock clock, TranscriptListener listener) {
        this.dialogue = Objects.requireNonNull(dialogue, "dialogue");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.fromClient = fromClient(dialogue);
        this.fromServer = fromServer(dialogue);
    }

    private static <C> MessageReader<C> fromClient(Dialogue<C, ?> dialogue) {
        return new MessageReader<>(dialogue.server(), dialogue::fromClient, dialogue.hidesUndecoded(Side.CLIENT));
    }

    private static <S> MessageReader<S> fromServer(Dialogue<?, S> dialogue) {
        return new MessageReader<>(dialogue.client(), dialogue::fromServer, dialogue.hidesUndecoded(Side.SERVER));
    }

    /** What to do with an event, at its time. */
    private interface Step {
        void run(Instant now);
    }

    private synchronized void step(Step step) {
        if (over) {
            return;
        }
        try {
            step.run(clock.instant());
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        over = true;
        failed = true;
        LOGGER.log(Level.ERROR, "a transcript has ended, because its dialogue or listener failed", cause);
        try {
            listener.closed(clock.instant(), null, "the transcript has failed; see the log");
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            LOGGER.log(Level.ERROR, "the listener of a transcript failed again", e);
        }
    }

    /**
     * Returns whether the dialogue or the listener has failed, so that the transcript is not complete.
     *
     * @return whether it has failed
     */
    public synchronized boolean hasFailed() {
        return failed;
    }

    /**
     * Notes that the client has connected.
     *
     * @param client the address of the client, or a word if it is not known
     * @param server the address of the server, or a word if it is not known
     */
    public void opened(String client, String server) {
        step(now -> listener.opened(now, client, server));
    }

    /**
     * Notes that a side has sent bytes.
     *
     * @param sender the side
     * @param bytes the bytes from position to limit; not changed, not retained
     */
    public void data(Side sender, ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return;
        }
        step(now -> {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(bytes.position(), copy);
            List<Entry> entries = reader(sender).read(ByteBuffer.wrap(copy).asReadOnlyBuffer(), Boundary.MORE);
            noteBreaches(sender, entries);
            listener.data(now, sender, copy, entries);
        });
    }

    /**
     * Notes that a side has sent nothing for the time after which the protocol assumes a pause.
     *
     * @param sender the side
     */
    public void paused(Side sender) {
        step(now -> complete(now, sender, Boundary.PAUSE));
    }

    /**
     * Notes that a side has ended its output. Further calls have no effect.
     *
     * @param sender the side
     */
    public void ended(Side sender) {
        step(now -> {
            if (ended.add(sender)) {
                listener.ended(now, sender, breachOfEnd(now, sender));
            }
        });
    }

    /**
     * Notes that a side has reset the connection, and that all it sent before is known. Its rules are checked as at an
     * end of its output. No effect after {@link #ended}.
     *
     * @param sender the side
     */
    public void reset(Side sender) {
        step(now -> {
            if (ended.add(sender)) {
                ProtocolException breach = breachOfEnd(now, sender);
                listener.noted(
                        now, sender, "reset the connection" + (breach == null ? "" : ": " + breach.getMessage()));
            }
        });
    }

    private @Nullable ProtocolException breachOfEnd(Instant now, Side sender) {
        complete(now, sender, Boundary.END);
        ProtocolException breach = broke.contains(sender) ? null : dialogue.ended(sender);
        note(sender, breach);
        return breach;
    }

    /**
     * Notes another event, such as a timeout.
     *
     * @param side the side that did it
     * @param what the event, as the rest of a sentence that begins with the side
     */
    public void note(Side side, String what) {
        step(now -> listener.noted(now, side, what));
    }

    /**
     * Notes that the connection is closed. Further calls of any method have no effect.
     *
     * @param breaker the side that broke the connection; {@code null} if neither did, or it is not known which
     * @param broken how the connection broke; {@code null} if it was closed in order
     */
    public void closed(@Nullable Side breaker, @Nullable String broken) {
        step(now -> {
            over = true;
            listener.closed(now, breaker, broken);
        });
    }

    /**
     * Returns who broke a rule first.
     *
     * @return the first broken rule; {@code null} if no rule was broken so far
     */
    public synchronized @Nullable Breach firstBreach() {
        return firstBreach;
    }

    private void complete(Instant now, Side sender, Boundary boundary) {
        List<Entry> entries = reader(sender).read(NOTHING, boundary);
        noteBreaches(sender, entries);
        if (!entries.isEmpty()) {
            listener.completed(now, sender, entries);
        }
    }

    private void noteBreaches(Side sender, List<Entry> entries) {
        entries.forEach(entry -> note(sender, entry.description().breach()));
    }

    private void note(Side side, @Nullable ProtocolException breach) {
        if (breach != null) {
            broke.add(side);
            firstBreach = firstBreach == null ? new Breach(side, breach) : firstBreach;
        }
    }

    private MessageReader<?> reader(Side sender) {
        return sender == Side.CLIENT ? fromClient : fromServer;
    }
}
