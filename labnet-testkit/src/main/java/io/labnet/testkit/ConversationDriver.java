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
 * Drives one side of a conversation on the calling thread: the test is the peer, the engine and the clock. What it sends
 * arrives at once; slow work is done at once unless it is {@linkplain #holdWork held}; every write is taken at once unless
 * the peer has {@linkplain #stopReading stopped reading}; the delay of a {@linkplain
 * io.labnet.core.session.Outbox#flush flush} elapses at once. Time passes only as the test {@linkplain #pass
 * says}.
 *
 * <p>{@code assertThat(driver)} of AssertJ gives a {@link ConversationAssert}. Bytes arrive whether or not the session
 * wants input at that time. Not safe for several threads, but for the {@linkplain io.labnet.core.session.Remote handle} of
 * a session: what others give it is done in the next call.
 */
public final class ConversationDriver implements AssertProvider<ConversationAssert> {
    private static final int HIGH_WATER_MARK = 1 << 16;

    private final ByteSession session;
    private final Replies replies = new Replies();
    private final ManualEngine engine;

    /**
     * Opens a conversation.
     *
     * @param session the side to drive, which has not begun
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
     * @param bytes what arrives; may be empty
     * @param boundary what is known of the input after them
     * @return this driver
     */
    public ConversationDriver arrive(byte[] bytes, Boundary boundary) {
        session.receive(ByteBuffer.wrap(bytes), boundary);
        return settle();
    }

    /**
     * Delivers bytes, after which more may follow at any time.
     *
     * @param bytes what arrives; may be empty
     * @return this driver
     */
    public ConversationDriver arrive(byte[] bytes) {
        return arrive(bytes, Boundary.MORE);
    }

    /**
     * Delivers text, after which more may follow at any time.
     *
     * @param text what arrives, as UTF-8
     * @return this driver
     */
    public ConversationDriver arrive(String text) {
        return arrive(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Delivers messages, the bytes of one after those of the other; more may follow at any time.
     *
     * @param encoder the peer's encoder
     * @param messages what arrives, in order
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
     * Lets the peer pause. A protocol that knows no pauses takes no notice.
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
     * Closes the connection. Work that is held is dropped.
     *
     * @param cause what broke it; {@code null} when it was closed in order
     * @return this driver
     */
    public ConversationDriver disconnect(@Nullable Throwable cause) {
        engine.dropWork();
        session.disconnected(cause);
        return settle();
    }

    /**
     * Lets one of the two clocks run out that an engine keeps for a protocol: its idle time, or the deadline of a message.
     *
     * @return this driver
     */
    public ConversationDriver timeOut() {
        session.timedOut();
        return settle();
    }

    /**
     * Lets time pass; the timers of the session go off at their times. The clocks of the protocol stand still: see
     * {@link #timeOut}.
     *
     * @param time how much, 0 or more
     * @return this driver
     * @throws IllegalArgumentException if it is negative
     */
    public ConversationDriver pass(Duration time) {
        engine.pass(time);
        return this;
    }

    /**
     * Does what was asked for from outside, by the session's handle or a group, and all that follows of it. Every other
     * method that tells the session something does so too.
     *
     * @return this driver
     */
    public ConversationDriver settle() {
        engine.settle();
        return this;
    }

    /**
     * Holds slow work back from now on, until the test releases, refuses or interrupts it. A session asks for one piece of
     * work at a time.
     *
     * @return this driver
     */
    public ConversationDriver holdWork() {
        engine.holdWork();
        return this;
    }

    /**
     * Does the piece of slow work that is held. The next one is held again.
     *
     * @return this driver
     * @throws IllegalStateException if none is held
     */
    public ConversationDriver releaseWork() {
        engine.releaseWork();
        return this;
    }

    /**
     * Refuses the piece of slow work that is held, as an engine does whose workers are all busy. The next one is held again.
     *
     * @return this driver
     * @throws IllegalStateException if none is held
     */
    public ConversationDriver refuseWork() {
        engine.refuseWork();
        return this;
    }

    /**
     * Loses the peer during the piece of slow work that is held: that is done by an interrupted thread, its result is told to
     * nobody, and the conversation is over.
     *
     * @return this driver
     * @throws IllegalStateException if none is held
     */
    public ConversationDriver interruptWork() {
        engine.interruptWork();
        return disconnect(new IOException("the peer is gone"));
    }

    /**
     * Has the peer stop reading: from now on, what the session says stays unsent.
     *
     * @return this driver
     */
    public ConversationDriver stopReading() {
        engine.setReading(false);
        return this;
    }

    /**
     * Has the peer, which has stopped reading, read once.
     *
     * @param most how many bytes it reads at most, 0 or more
     * @return this driver
     * @throws IllegalArgumentException if it is negative
     */
    public ConversationDriver read(int most) {
        engine.read(most);
        return this;
    }

    /**
     * Has the peer read everything, and go on reading.
     *
     * @return this driver
     */
    public ConversationDriver readAll() {
        engine.setReading(true);
        return settle();
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
     * Lists what the peer has read, as text. All that a session says in one call is one write, unless it {@linkplain
     * io.labnet.core.session.Outbox#flush flushes} in between.
     *
     * @return each write from the first one on, decoded as UTF-8; a new list
     */
    public List<String> writes() {
        return replies.texts();
    }

    /**
     * Gives what the peer has read.
     *
     * @return the bytes of all writes from the first one on, in a new array
     */
    public byte[] bytes() {
        return replies.bytes();
    }

    /**
     * Decodes what the peer has read, from the first write on. Bytes that only begin a message are left out unless the
     * session has finished: then the decoder is told the end.
     *
     * @param decoder a decoder of the peer that has decoded nothing yet
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

    /** The writes that no assertion has seen; it has seen them now. */
    List<byte[]> takeNews() {
        return replies.takeNews();
    }
}
