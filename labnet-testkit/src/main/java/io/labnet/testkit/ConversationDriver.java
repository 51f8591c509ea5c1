// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.testkit.internal.ManualEngine;
import io.labnet.testkit.internal.Replies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * A driver of one side of a conversation, on the calling thread: the test acts as the peer and as the engine that moves
 * the bytes, and advances the clock. Input arrives immediately.
 * {@linkplain io.labnet.core.session.Outbox#work Slow work} runs immediately unless it is {@linkplain #holdWork held}.
 * The peer reads every write immediately unless it has {@linkplain #stopReading stopped reading}. The delay of a
 * {@linkplain io.labnet.core.session.Outbox#flush flush} elapses immediately. Only {@link #pass} advances the time.
 *
 * <p>AssertJ's {@code assertThat(driver)} returns a {@link ConversationAssert}. The session receives bytes even if it
 * currently wants no input. Not thread-safe, except for the session's
 * {@linkplain io.labnet.core.session.Remote handle}: the next call of the driver runs the tasks that other threads have
 * passed to the handle.
 */
public final class ConversationDriver implements AssertProvider<ConversationAssert> {
    private static final int HIGH_WATER_MARK = 1 << 16;

    private final ByteSession session;
    private final Replies replies = new Replies();
    private final ManualEngine engine;

    /**
     * Opens a conversation.
     *
     * @param session the session to drive, not opened yet
     */
    public ConversationDriver(ByteSession session) {
        this.session = session;
        this.engine = new ManualEngine(session, replies);
        session.attach(engine);
        session.open(HIGH_WATER_MARK);
        settle();
    }

    /**
     * Delivers bytes.
     *
     * @param bytes the bytes; may be empty
     * @param boundary what is known about the bytes after them
     * @return this driver
     */
    public ConversationDriver arrive(byte[] bytes, Boundary boundary) {
        session.receive(ByteBuffer.wrap(bytes), boundary);
        return settle();
    }

    /**
     * Delivers bytes, after which more may follow at any time.
     *
     * @param bytes the bytes; may be empty
     * @return this driver
     */
    public ConversationDriver arrive(byte[] bytes) {
        return arrive(bytes, Boundary.MORE);
    }

    /**
     * Delivers text, after which more may follow at any time.
     *
     * @param text the text, sent as UTF-8
     * @return this driver
     */
    public ConversationDriver arrive(String text) {
        return arrive(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Delivers messages one after another, all bytes of a message at once; more may follow at any time.
     *
     * @param encoder the peer's encoder
     * @param messages the messages, in order
     * @param <M> the type of the messages
     * @return this driver
     */
    @SafeVarargs
    public final <M> ConversationDriver arrive(Encoder<? super M> encoder, M... messages) {
        for (M message : messages) {
            arrive(Encoder.encodeWhole(encoder, message));
        }
        return this;
    }

    /**
     * Makes the peer pause. A protocol in which pauses have no meaning ignores this call.
     *
     * @return this driver
     */
    public ConversationDriver pause() {
        return arrive(new byte[0], session.pauses() ? Boundary.PAUSE : Boundary.MORE);
    }

    /**
     * Ends the input. The peer may still read.
     *
     * @return this driver
     */
    public ConversationDriver end() {
        return arrive(new byte[0], Boundary.END);
    }

    /**
     * Closes the connection. Held work is dropped.
     *
     * @param cause the failure that broke the connection; {@code null} if it was closed normally
     * @return this driver
     */
    public ConversationDriver disconnect(@Nullable Throwable cause) {
        engine.dropWork();
        session.disconnected(cause);
        return settle();
    }

    /**
     * Makes a timeout of the protocol expire: the idle timeout or the message deadline.
     *
     * @return this driver
     */
    public ConversationDriver timeOut() {
        session.timedOut();
        return settle();
    }

    /**
     * Advances the time; the session's timers fire at their times. The protocol's timeouts do not expire: see {@link
     * #timeOut}.
     *
     * @param time the time to advance by, 0 or more
     * @return this driver
     * @throws IllegalArgumentException if it is negative
     */
    public ConversationDriver pass(Duration time) {
        engine.pass(time);
        return this;
    }

    /**
     * Runs all tasks that were requested through the session's handle or a group, and the tasks that follow from them.
     * Every other method that delivers something to the session also does this.
     *
     * @return this driver
     */
    public ConversationDriver settle() {
        engine.settle();
        return this;
    }

    /**
     * Holds {@linkplain io.labnet.core.session.Outbox#work slow work} from now on: each task waits until the test
     * releases, refuses or interrupts it. A session requests one task at a time.
     *
     * @return this driver
     */
    public ConversationDriver holdWork() {
        engine.holdWork();
        return this;
    }

    /**
     * Runs the held task. The session's next task is held again.
     *
     * @return this driver
     * @throws IllegalStateException if no task is held
     */
    public ConversationDriver releaseWork() {
        engine.releaseWork();
        return this;
    }

    /**
     * Refuses the held task, as an engine does when all workers are busy. The session's next task is held again.
     *
     * @return this driver
     * @throws IllegalStateException if no task is held
     */
    public ConversationDriver refuseWork() {
        engine.refuseWork();
        return this;
    }

    /**
     * Disconnects the peer during the held task: an interrupted thread runs the task, its result is discarded, and the
     * conversation ends.
     *
     * @return this driver
     * @throws IllegalStateException if no task is held
     */
    public ConversationDriver interruptWork() {
        engine.interruptWork();
        return disconnect(new IOException("the peer is gone"));
    }

    /**
     * Makes the peer stop reading: from now on, the session's output stays unsent.
     *
     * @return this driver
     */
    public ConversationDriver stopReading() {
        engine.setReading(false);
        return this;
    }

    /**
     * Makes the peer read some bytes, once, although it has stopped reading.
     *
     * @param most the most bytes to read, 0 or more
     * @return this driver
     * @throws IllegalArgumentException if it is negative
     */
    public ConversationDriver read(int most) {
        engine.read(most);
        return this;
    }

    /**
     * Makes the peer read everything, and continue reading.
     *
     * @return this driver
     */
    public ConversationDriver readAll() {
        engine.setReading(true);
        return settle();
    }

    /**
     * Returns the driven session, for calls that this class does not offer.
     *
     * @return the session
     */
    public ByteSession session() {
        return session;
    }

    /**
     * Returns whether and how the conversation is closing.
     *
     * @return the state
     */
    public Closing closing() {
        return session.closing();
    }

    /**
     * Returns what the peer has read, as text. Everything that a session sends during one call is one write, unless the
     * session {@linkplain io.labnet.core.session.Outbox#flush flushes} in between.
     *
     * @return each write from the first one on, decoded as UTF-8; a new list
     */
    public List<String> writes() {
        return replies.texts();
    }

    /**
     * Returns what the peer has read.
     *
     * @return the bytes of all writes from the first one on, in a new array
     */
    public byte[] bytes() {
        return replies.bytes();
    }

    /**
     * Decodes what the peer has read, from the first write on. Ignores the bytes of an incomplete message while more
     * may follow. If the session has finished and the peer has read everything, the decoder gets the end of the input
     * after these bytes.
     *
     * @param decoder a new decoder of the peer
     * @param <M> the type of the messages
     * @return the messages in order, in a new list
     * @throws AssertionError if the bytes are refused
     */
    public <M> List<M> messages(Decoder<M> decoder) {
        return Replies.messages(
                decoder,
                replies.bytes(),
                closing() == Closing.FINISH && !session.unsent().hasRemaining());
    }

    @Override
    public ConversationAssert assertThat() {
        return new ConversationAssert(this);
    }

    /** Returns the writes that no assertion has checked yet, and marks them as checked. */
    List<byte[]> takeUncheckedWrites() {
        return replies.takeUncheckedWrites();
    }
}
