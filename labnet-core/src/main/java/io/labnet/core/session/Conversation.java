// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Session} with the decoder and encoder of its {@link Protocol}: where bytes become messages and messages
 * bytes. It does no input or output, knows no thread and no clock, and is driven by an engine or, byte by byte, by a
 * test.
 *
 * <p>It guards what holds for every protocol: a message larger than {@link Protocol#maxMessageBytes} is refused before
 * it is held whole, and one that is incomplete at the end of the input is refused as truncated.
 *
 * @param <I> the messages that are received
 * @param <O> the messages that are sent
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

    /** How many bytes may be unsent while input is wanted; 0 before the conversation has begun. */
    private int highWaterMark;

    private boolean drainedUntold;
    private boolean inputOver;
    private boolean over;

    /** Whether what can be written may lie in a buffer of the engine. */
    private boolean lent;

    /**
     * Makes a conversation that has not begun.
     *
     * @param protocol what is spoken
     * @param session the side that this conversation is
     * @throws NullPointerException if one of them is {@code null}, or the protocol makes no decoder
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
            throw new IllegalStateException("the conversation has begun before");
        }
        this.highWaterMark = highWaterMark;
        outbox.lend(session::opened);
    }

    @Override
    public void receive(ByteBuffer in, Boundary boundary) {
        if (in.hasRemaining()) {
            outbox.heard();
        }
        if (deaf()) {
            ignore(in);
            in.position(in.limit());
            return;
        }
        input.add(in, boundary);
        hear();
        input.settle();
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
            outbox.sent();
            drainedUntold |= output.isEmpty();
        }
        goOn();
    }

    @Override
    public void settled() {
        if (lent) {
            lent = false;
            output.keep();
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
        if (deaf() || input.atBoundary()) {
            return false;
        }
        // During slow work a little is read ahead: it is the only way to notice that the peer is gone.
        return outbox.busy() ? input.size() < protocol.maxMessageBytes() : attentive();
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
        goOn();
    }

    @Override
    public void workRefused(RejectedExecutionException cause) {
        outbox.workDone(Objects.requireNonNull(cause, "cause"));
        goOn();
    }

    @Override
    public long messages() {
        return messages;
    }

    @Override
    public boolean midMessage() {
        return input.size() > 0 && mayHear();
    }

    @Override
    public void timedOut() {
        if (outbox.closing() == Closing.NO) {
            finishAfter(session::timedOut);
            hearKept();
        }
    }

    @Override
    public void stopped() {
        // What was told before is not overtaken, nor what waits for work that nobody took.
        outbox.goOn();
        if (outbox.closing() == Closing.NO && !outbox.busy()) {
            finishAfter(session::stopped);
            hearKept();
        }
    }

    @Override
    public @Nullable ProtocolException rejection() {
        return unread == null ? null : unread.refusal();
    }

    @Override
    public byte[] unreadInput() {
        return unread == null ? NOTHING : unread.beginning();
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

    /** Where the next message is encoded to. */
    ByteArraySink tail() {
        if (engine != null && output.hasNoBuffer()) {
            ByteArraySink sink = engine.lend();
            // Not empty where somebody was not told to settle, as a session around another may forget to.
            if (sink != null && sink.size() == 0) {
                lent = true;
                output.use(sink);
            }
        }
        return output.tail();
    }

    /** What drives this conversation. */
    Engine engine() {
        if (engine == null) {
            throw new IllegalStateException("the engine of this conversation gave it no thread and no clock: timers and"
                    + " handles need one that calls ByteSession.attach");
        }
        return engine;
    }

    /** Somebody who holds a handle or timer of an outbox has asked for something. */
    void called(OrderedOutbox<?> asked) {
        if (asked == outbox && !over) {
            outbox.goOn();
            goOn();
        }
    }

    /** The outbox of the protocol that is spoken. */
    OrderedOutbox<?> outbox() {
        return outbox;
    }

    /** Finishes, whichever protocol is spoken. */
    void finish() {
        outbox.lend(Outbox::finish);
    }

    /** Goes on in another protocol, with what has arrived and was not decoded. */
    <I2, O2> void speak(Protocol<I2, O2> next, Decoder<I2> decoder, Session<I2, O2> nextSession) {
        @SuppressWarnings("unchecked") // From here on all that depends on the types is of the new ones.
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

    /** After anything but input. */
    private void goOn() {
        tellDrained();
        hearKept();
    }

    /** Has the session say its last words. */
    private void finishAfter(Consumer<Outbox<O>> call) {
        outbox.lend(call);
        finish();
    }

    /** Tells the session that all has left; if it left during slow work, once that is done. */
    private void tellDrained() {
        if (drainedUntold && output.isEmpty() && !outbox.busy() && outbox.closing() == Closing.NO) {
            drainedUntold = false;
            outbox.lend(session::drained);
        }
    }

    private void hearKept() {
        if (input.hasNews() || deaf()) {
            hear();
            input.settle();
        }
    }

    /** Tells the session what has arrived, for as long as it wants to hear. */
    private void hear() {
        while (mayHear()) {
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
            outbox.lend();
            try {
                session.received(message, outbox);
            } finally {
                outbox.takeBack();
            }
        }
        if (deaf()) {
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
            reject(input.truncated());
        } else if (passed == Boundary.END) {
            inputOver = true;
            outbox.lend(session::inputEnded);
        }
    }

    private void reject(ProtocolException problem) {
        unread = new UnreadInput(input.rest(), problem);
        input.clear();
        finishAfter(out -> session.rejected(problem, out));
    }

    private boolean mayHear() {
        return !deaf() && !outbox.busy() && attentive();
    }

    /** Whether nothing that arrives matters any more. */
    private boolean deaf() {
        return inputOver || rejection() != null || outbox.closing() != Closing.NO;
    }

    private boolean attentive() {
        return switch (session.readPolicy()) {
            case UNLESS_BEHIND -> output.size() <= highWaterMark;
            // Even so there is a bound, for a session that does not keep its word. A message larger than that is none
            // of
            // its answers: what waits for the peer to take it must not keep the peer waiting.
            case ALWAYS -> (output.size() - outbox.largest()) / ALWAYS_FACTOR <= highWaterMark;
            case NOT_NOW -> false;
        };
    }
}
