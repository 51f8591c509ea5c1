// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.rule.ForeignInput;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Session} with the decoder and encoder of its {@link Protocol}: it decodes input for the session and encodes
 * the session's messages. A conversation does no I/O and has neither thread nor clock. An engine (the part of a server
 * or client that moves the bytes) calls its methods; a test can call them with one byte at a time.
 *
 * <p>A conversation enforces two rules for every protocol. A message larger than {@link Protocol#maxMessageBytes} is
 * refused before all of it is buffered. A message that is incomplete at the end of the input is refused as truncated.
 *
 * @param <I> the type of messages that this side receives
 * @param <O> the type of messages that this side sends
 */
public final class Conversation<I, O> implements ByteSession {
    private static final int ALWAYS_FACTOR = 16;

    private static final byte[] NOTHING = {};

    private Protocol<I, O> protocol;
    private Session<I, O> session;
    private final InputQueue<I> input;
    private final OutputQueue output = new OutputQueue();
    private OrderedOutbox<O> outbox;
    private @Nullable Engine engine;
    private @Nullable UnreadInput unread;
    private long messages;

    /** The number of unsent bytes above which no input is wanted; 0 before {@link #open}. */
    private int highWaterMark;

    private boolean drainedPending;
    private boolean inputOver;
    private boolean over;

    /** Whether the unsent bytes may lie in a buffer {@linkplain Engine#lend lent} by the engine. */
    private boolean lent;

    /**
     * Creates a conversation that is not open yet.
     *
     * @param protocol the protocol
     * @param session receives the messages and replies to them
     * @throws NullPointerException if an argument is {@code null}, or the protocol's decoder factory returns {@code
     *     null}
     */
    public Conversation(Protocol<I, O> protocol, Session<I, O> session) {
        this.protocol = Objects.requireNonNull(protocol, "protocol");
        this.session = Objects.requireNonNull(session, "session");
        this.input = new InputQueue<>(decoder(protocol), protocol.maxMessageBytes());
        this.outbox = new OrderedOutbox<>(this);
    }

    @Override
    public void attach(Engine engine) {
        this.engine = Objects.requireNonNull(engine, "engine");
    }

    @Override
    public void open(int highWaterMark) {
        if (highWaterMark < 1) {
            throw new IllegalArgumentException("highWaterMark " + highWaterMark + " is less than 1");
        }
        if (this.highWaterMark > 0) {
            throw new IllegalStateException("the conversation is already open");
        }
        this.highWaterMark = highWaterMark;
        outbox.lend(session::opened);
    }

    @Override
    public void receive(ByteBuffer in, Boundary boundary) {
        if (in.hasRemaining()) {
            outbox.noteReceived();
        }
        if (ignoresInput()) {
            ignore(in);
            in.position(in.limit());
            return;
        }
        input.add(in, boundary);
        decodeInput();
        input.releaseCallerBuffer();
        in.position(in.limit());
    }

    @Override
    public ByteBuffer unsent() {
        return output.unsent();
    }

    @Override
    public void sent(int bytes) {
        output.sent(bytes);
        if (bytes > 0) {
            outbox.noteSent();
            drainedPending |= output.isEmpty();
        }
        drainAndDecode();
    }

    @Override
    public void releaseLentBuffer() {
        if (lent) {
            lent = false;
            output.copyLent();
        }
    }

    @Override
    public boolean flushPending() {
        return output.flushPending();
    }

    @Override
    public void delayElapsed() {
        output.release();
    }

    @Override
    public boolean wantsInput() {
        if (ignoresInput() || input.atBoundary()) {
            return false;
        }
        // During slow work, up to one message is read ahead, because only a read detects that the peer has
        // disconnected.
        return outbox.busy() ? input.size() < protocol.maxMessageBytes() : readPolicyAllows();
    }

    @Override
    public Closing closing() {
        return outbox.closing();
    }

    @Override
    public @Nullable Runnable takeWork() {
        return outbox.takeWork();
    }

    @Override
    public void workDone() {
        outbox.workDone(null);
        drainAndDecode();
    }

    @Override
    public void workRefused(RejectedExecutionException cause) {
        outbox.workDone(Objects.requireNonNull(cause, "cause"));
        drainAndDecode();
    }

    @Override
    public long messages() {
        return messages;
    }

    @Override
    public boolean midMessage() {
        return input.size() > 0 && mayDecode();
    }

    @Override
    public void timedOut() {
        if (outbox.closing() == Closing.NO) {
            finishAfter(session::timedOut);
            decodeBuffered();
        }
    }

    @Override
    public void stopped() {
        // First delivers the messages, and runs the tasks, of other threads. If slow work still waits for a worker, the
        // session is not notified of the stop, because the session must not finish before that work.
        outbox.runPending();
        if (outbox.closing() == Closing.NO && !outbox.busy()) {
            finishAfter(session::stopped);
            decodeBuffered();
        }
    }

    @Override
    public @Nullable String incomplete() {
        return midMessage() ? input.incomplete("it stopped").getMessage() : null;
    }

    @Override
    public @Nullable ProtocolException rejection() {
        return unread == null ? null : unread.refusal();
    }

    @Override
    public byte[] unreadInput() {
        return unread == null ? NOTHING : unread.shown();
    }

    @Override
    public @Nullable String overrun() {
        return outbox.overrun();
    }

    @Override
    public void disconnected(@Nullable Throwable cause) {
        if (!over) {
            over = true;
            outbox.clear();
            output.clear();
            input.clear();
            session.closed();
        }
    }

    @Override
    public long bufferedBytes() {
        return over ? 0 : (long) input.capacity() + output.capacity() + session.heldBytes();
    }

    @Override
    public boolean pauses() {
        return protocol.pauses();
    }

    @Override
    public Duration idle() {
        return protocol.idle();
    }

    @Override
    public Duration messageDeadline() {
        return protocol.messageDeadline();
    }

    Protocol<I, O> protocol() {
        return protocol;
    }

    OutputQueue output() {
        return output;
    }

    /** Returns the buffer that the next message is encoded into. */
    ByteArraySink tail() {
        if (engine != null && output.hasNoBuffer()) {
            ByteArraySink sink = engine.lend();
            // A buffer that is not empty is still in use by another conversation: a session that wraps it did not pass
            // on releaseLentBuffer(). This conversation then uses a buffer of its own.
            if (sink != null && sink.size() == 0) {
                lent = true;
                output.use(sink);
            }
        }
        return output.tail();
    }

    /** Returns the engine that drives this conversation. */
    Engine engine() {
        if (engine == null) {
            throw new IllegalStateException(
                    "the conversation has no engine: timers and handles need one that calls ByteSession.attach");
        }
        return engine;
    }

    /** Runs the pending tasks of an outbox, because its handle or one of its timers has requested this. */
    void runRequested(OrderedOutbox<?> requester) {
        if (requester == outbox && !over) {
            outbox.runPending();
            drainAndDecode();
        }
    }

    /** Returns the outbox of the current protocol. */
    OrderedOutbox<?> outbox() {
        return outbox;
    }

    /** Finishes in the current protocol. */
    void finish() {
        outbox.lend(Outbox::finish);
    }

    /** Switches to another protocol, whose decoder receives the undecoded input. */
    <I2, O2> void switchTo(Protocol<I2, O2> next, Decoder<I2> decoder, Session<I2, O2> nextSession) {
        @SuppressWarnings("unchecked") // All fields that depend on I and O are replaced below.
        Conversation<I2, O2> then = (Conversation<I2, O2>) this;
        then.input.decodeBy(decoder, next.maxMessageBytes());
        then.protocol = next;
        then.session = nextSession;
        then.outbox = new OrderedOutbox<>(then);
        then.outbox.lend(nextSession::opened);
        if (inputOver && outbox.closing() == Closing.NO) {
            then.outbox.lend(nextSession::inputEnded);
        }
    }

    static <I> Decoder<I> decoder(Protocol<I, ?> protocol) {
        return Objects.requireNonNull(protocol.decoders().get(), "the protocol made no decoder");
    }

    /**
     * Continues after an event other than input: tells the session if all output has been written, then decodes
     * buffered input.
     */
    private void drainAndDecode() {
        notifyDrained();
        decodeBuffered();
    }

    /** Lets the session send last messages, then finishes. */
    private void finishAfter(Consumer<Outbox<O>> call) {
        outbox.lend(call);
        finish();
    }

    /** Calls {@link Session#drained} once all output has been written and no slow work is running. */
    private void notifyDrained() {
        if (drainedPending && output.isEmpty() && !outbox.busy() && outbox.closing() == Closing.NO) {
            drainedPending = false;
            outbox.lend(session::drained);
        }
    }

    private void decodeBuffered() {
        if (input.hasUndecoded() || ignoresInput()) {
            decodeInput();
            input.releaseCallerBuffer();
        }
    }

    /** Decodes input and passes messages to the session while it accepts them. */
    private void decodeInput() {
        while (mayDecode()) {
            I message;
            try {
                message = input.next();
            } catch (ProtocolException problem) {
                reject(problem);
                return;
            }
            if (message == null) {
                passBoundary();
                return;
            }
            messages++;
            if (engine != null) {
                engine.decoded(message);
            }
            outbox.lend();
            try {
                session.received(message, outbox);
            } finally {
                outbox.takeBack();
            }
        }
        if (ignoresInput()) {
            ignore(input.rest());
            input.clear();
        }
    }

    private void ignore(ByteBuffer bytes) {
        if (unread == null && outbox.closing() == Closing.FINISH) {
            unread = UnreadInput.ignored(bytes);
        }
    }

    private void passBoundary() {
        Boundary passed = input.passBoundary();
        if (passed != Boundary.FRAME && passed != Boundary.END) {
            return;
        }
        if (input.size() > 0) {
            reject(input.incomplete("the input ended"));
        } else if (passed == Boundary.END) {
            inputOver = true;
            outbox.lend(session::inputEnded);
        }
    }

    private void reject(ProtocolException found) {
        ProtocolException problem = found;
        // A likely cause, such as another protocol, is sought only if the very first byte is wrong. If the fault comes
        // later, the input began like a message.
        if (messages == 0 && found.offset() == 0 && found.likelyCause() == null) {
            problem = found.withLikelyCause(ForeignInput.cause(input.rest()));
        }
        unread = UnreadInput.refused(input.rest(), problem);
        input.clear();
        ProtocolException refusal = problem;
        finishAfter(out -> session.rejected(refusal, out));
    }

    private boolean mayDecode() {
        return !ignoresInput() && !outbox.busy() && readPolicyAllows();
    }

    /** Returns whether further input is ignored. */
    private boolean ignoresInput() {
        return inputOver || rejection() != null || outbox.closing() != Closing.NO;
    }

    private boolean readPolicyAllows() {
        return switch (session.readPolicy()) {
            case UNLESS_BEHIND -> output.size() <= highWaterMark;
            // Even ALWAYS has a bound, in case a session does not limit its output. The largest message does not count:
            // input must be read even while the peer has not read that message.
            case ALWAYS -> (output.size() - outbox.largest()) / ALWAYS_FACTOR <= highWaterMark;
            case NOT_NOW -> false;
        };
    }
}
