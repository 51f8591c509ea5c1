// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One side of one conversation as an engine sees it: bytes in, bytes out. An engine moves bytes, runs slow work, keeps
 * the clocks and closes as it is told; it knows no protocol. What wraps bytes, such as encryption, recording or fault
 * injection, is a {@code ByteSession} around another.
 *
 * <p>An engine calls {@link #open} first and {@link #disconnected} last, from one thread at a time. After each call
 * that tells something, it asks {@link #takeWork}, {@link #unsent}, {@link #closing} and {@link #wantsInput} what to do
 * next.
 */
public interface ByteSession {
    /**
     * Is told what drives it, before {@link #open}. One that wraps another passes it on; by default it is not kept.
     * Without it a conversation has no timers, and nothing reaches it from other threads.
     *
     * @param engine the thread and the clock of this session
     */
    default void attach(Engine engine) {}

    /**
     * Begins the conversation.
     *
     * @param highWaterMark how many bytes may be unsent before the session stops wanting input; positive
     * @throws IllegalStateException if it has begun before: a session has one conversation
     */
    void open(int highWaterMark);

    /**
     * Takes what has arrived, all of it. An engine that respects {@link #wantsInput} makes a session hold no more than
     * one largest message and one buffer, in at most twice the room.
     *
     * @param in the bytes, possibly none; taken to the limit, never kept
     * @param boundary what is known of the bytes after these
     */
    void receive(ByteBuffer in, Boundary boundary);

    /**
     * Shows what can be written now.
     *
     * @return a read-only view, empty when there is nothing; valid until the next call of any other method
     */
    ByteBuffer unsent();

    /**
     * Is told that the first bytes of {@link #unsent} have been written.
     *
     * @param bytes how many, 0 or more
     */
    void sent(int bytes);

    /**
     * Is told that its engine turns to something else: what is unsent must no longer lie in a buffer that the engine
     * has {@linkplain Engine#lend lent}. One that wraps another passes it on.
     */
    default void settled() {}

    /**
     * Tells whether more is to be written after a {@linkplain Outbox#flush flush}: once {@link #unsent} is empty and the
     * flush delay since the last write has elapsed.
     *
     * @return whether something waits for that delay
     */
    boolean flushPending();

    /** Is told that the flush delay has elapsed: {@link #unsent} then shows what was held back. */
    void delayElapsed();

    /**
     * Tells whether {@link #receive} should be called when something arrives.
     *
     * @return whether it should
     */
    boolean wantsInput();

    /**
     * Tells whether and how the connection is to be closed.
     *
     * @return how; it never goes back to {@code NO}
     */
    Closing closing();

    /**
     * Hands out slow work. While it is under way, no clock runs.
     *
     * @return what to run on another thread, once; {@code null} when there is nothing new
     */
    @Nullable
    Runnable takeWork();

    /** Is told that the work it handed out has been run. */
    void workDone();

    /**
     * Is told that the work it handed out will not be run.
     *
     * @param cause why
     */
    void workRefused(RejectedExecutionException cause);

    /**
     * Counts the messages received. An engine sees by it that the peer is getting on.
     *
     * @return how many there were so far
     */
    long messages();

    /**
     * Tells whether the session holds a part of a message and waits for the rest.
     *
     * @return whether the deadline of a message runs
     */
    boolean midMessage();

    /** Is told that a clock has run out. The session ends the conversation, perhaps with last words. */
    void timedOut();

    /**
     * Is told, once, that its server has been stopped and that nothing it said or asked for is under way. The session
     * ends the conversation, perhaps with last words. One that wraps another passes it on; by default nothing is said.
     */
    default void stopped() {}

    /**
     * Tells what was wrong with the bytes that ended the conversation.
     *
     * @return the refusal, {@code null} when none was refused
     */
    @Nullable
    ProtocolException rejection();

    /**
     * Shows the beginning of what nobody hears: the bytes that were refused, or those that came after the session had
     * finished, without the white space in front of them. One that wraps another passes it on; by default nothing is
     * shown.
     *
     * @return at most 64 bytes, empty when there are none
     */
    default byte[] unreadInput() {
        return new byte[0];
    }

    /**
     * Tells which limit the peer's slowness exceeded, when that made the session {@linkplain Closing#ABORT abort}. One
     * that wraps another passes it on; by default there is none.
     *
     * @return which limit, in words; {@code null} if there was none
     */
    default @Nullable String overrun() {
        return null;
    }

    /**
     * Is told, last of all, that the connection is gone.
     *
     * @param cause why, {@code null} when it was closed in order
     */
    void disconnected(@Nullable Throwable cause);

    /**
     * Tells how much memory is taken by what has arrived and is not heard, and by what is said and not sent. An engine
     * asks after each call, and bounds the memory of all its sessions together. One that wraps another adds its own to
     * that of the other; by default only unsent bytes are counted.
     *
     * @return the number of bytes, 0 or more
     */
    default long bufferedBytes() {
        return unsent().remaining();
    }

    /**
     * Tells whether pauses are to be told.
     *
     * @return whether a pause of the sender means something; always the same
     */
    boolean pauses();

    /**
     * Tells how long the peer may send no message and take no reply.
     *
     * @return a positive duration; always the same
     */
    Duration idle();

    /**
     * Tells how long a message may take from its first byte to its last.
     *
     * @return a positive duration; always the same
     */
    Duration messageDeadline();
}
