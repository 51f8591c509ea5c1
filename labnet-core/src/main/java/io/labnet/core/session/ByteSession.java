// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One side of one conversation as an engine sees it: bytes in, bytes out. An engine is the part of a server or client
 * that is the same for every protocol: it moves bytes between a session and its peer, runs
 * {@linkplain Outbox#work slow work}, enforces the timeouts, and closes the connection when the session requests this.
 * Encryption, recording and fault injection are {@code ByteSession}s that wrap another {@code ByteSession}.
 *
 * <p>An engine calls {@link #attach} (optional), {@link #open}, the other methods as needed, and finally
 * {@link #disconnected}, from one thread at a time. After each call that changes the state of the session, the engine
 * queries {@link #takeWork}, {@link #unsent}, {@link #closing} and {@link #wantsInput} to decide what to do next.
 */
public interface ByteSession {
    /**
     * Attaches the engine, before {@link #open}. A wrapper passes the call on; the default ignores it. Without an
     * engine, a conversation has no timers and accepts nothing from other threads.
     *
     * @param engine the thread and the clock of this session
     */
    default void attach(Engine engine) {}

    /**
     * Begins the conversation.
     *
     * @param highWaterMark the number of unsent bytes above which the session wants no input; positive
     * @throws IllegalStateException if already called: a session has one conversation
     */
    void open(int highWaterMark);

    /**
     * Receives input and consumes all of it. If the engine calls this only while {@link #wantsInput} returns
     * {@code true}, the session buffers at most one largest message and the bytes of one call. The buffers take at most
     * twice as much memory as these bytes.
     *
     * @param in the bytes, possibly none; read up to the limit, never retained
     * @param boundary what is known about the input after these bytes
     */
    void receive(ByteBuffer in, Boundary boundary);

    /**
     * Returns the bytes that can be written now.
     *
     * @return a read-only view, possibly empty; valid until the next call of any other method
     */
    ByteBuffer unsent();

    /**
     * Notes that the first bytes of {@link #unsent} have been written.
     *
     * @param bytes the number of bytes, 0 or more
     */
    void sent(int bytes);

    /**
     * Moves unsent bytes out of the buffer that the engine has {@linkplain Engine#lend lent}, if any, because the
     * engine may now lend the buffer to another session. A wrapper passes the call on; the default does nothing.
     */
    default void releaseLentBuffer() {}

    /**
     * Returns whether output that follows a {@linkplain Outbox#flush flush} is waiting for the flush delay. The engine
     * releases this output by {@link #delayElapsed} once {@link #unsent} is empty and the flush delay since the last
     * write has elapsed.
     *
     * @return whether output is waiting
     */
    boolean flushPending();

    /**
     * Notes that the flush delay has elapsed: from now on, {@link #unsent} returns the waiting output, up to the next
     * flush.
     */
    void delayElapsed();

    /**
     * Returns whether this session holds bytes back for a time: input that it has received and not decoded, or output
     * that {@link #unsent} does not return yet, apart from output that waits for the flush delay. Meanwhile, the engine
     * does not end the output; and if it was late to read the held input, it restarts an expired timeout. The session
     * makes the engine query it again by a task of its {@link Engine}. A wrapper passes the call on; the default returns
     * {@code false}.
     *
     * @return whether bytes are held back
     */
    default boolean holdsBytes() {
        return false;
    }

    /**
     * Returns whether the engine should read input and call {@link #receive}.
     *
     * @return whether input is wanted
     */
    boolean wantsInput();

    /**
     * Returns whether and how the connection is to be closed.
     *
     * @return how to close; once it is not {@code NO}, it never becomes {@code NO} again
     */
    Closing closing();

    /**
     * Returns the next {@linkplain Outbox#work slow work}, if any. While this task runs, all timeouts are suspended.
     *
     * @return the task to run on another thread, once; {@code null} if there is no new task
     */
    @Nullable
    Runnable takeWork();

    /** Notes that the task from {@link #takeWork} has completed. */
    void workDone();

    /**
     * Notes that the task from {@link #takeWork} will not run.
     *
     * @param cause why
     */
    void workRefused(RejectedExecutionException cause);

    /**
     * Returns the number of messages received. When this number increases, the engine knows that the peer has made
     * progress.
     *
     * @return the number of messages
     */
    long messages();

    /**
     * Returns whether the session holds an incomplete message and waits for the rest.
     *
     * @return whether the message deadline runs
     */
    boolean midMessage();

    /**
     * Returns which message is incomplete, and how much of it has arrived. A wrapper passes the call on; the default
     * returns {@code null}.
     *
     * @return a clause such as {@code it stopped after 6 bytes of an incomplete message}; {@code null} if no message is
     *     incomplete
     */
    default @Nullable String incomplete() {
        return null;
    }

    /** Notes that a timeout has expired. The session may still send messages, and must then end the conversation. */
    void timedOut();

    /**
     * Notes, once, that the server has been stopped and that no output or slow work of this session is pending. The
     * session may still send messages, and must then end the conversation. A wrapper passes the call on; the default
     * does nothing.
     */
    default void stopped() {}

    /**
     * Returns why input was refused, which ended the conversation.
     *
     * @return the refusal; {@code null} if no input was refused
     */
    @Nullable
    ProtocolException rejection();

    /**
     * Returns a part of the unprocessed input. If input was refused, this is the beginning of the refused bytes.
     * Otherwise, this is the beginning of the bytes that arrived after the session had finished, without leading white
     * space. If the refusal is about a byte after the first 64, the part is the bytes around that byte. A wrapper
     * passes the call on; the default returns no bytes.
     *
     * @return at most 64 bytes, possibly none
     */
    default byte[] unreadInput() {
        return new byte[0];
    }

    /**
     * Returns which limit the peer exceeded by reading too slowly, if the session {@linkplain Closing#ABORT aborted}
     * for this reason. A wrapper passes the call on; the default returns {@code null}.
     *
     * @return the limit, in words; {@code null} if none was exceeded
     */
    default @Nullable String overrun() {
        return null;
    }

    /**
     * Notes, as the last call, that the connection is closed.
     *
     * @param cause why the connection was closed or broke; {@code null} if it was closed in order
     */
    void disconnected(@Nullable Throwable cause);

    /**
     * Returns how much memory undecoded input and unsent output take. An engine queries this after each call, and
     * bounds the memory of all its sessions together. A wrapper adds the memory of its own buffers; the default
     * includes only the unsent bytes.
     *
     * @return the number of bytes, 0 or more
     */
    default long bufferedBytes() {
        return unsent().remaining();
    }

    /**
     * Returns whether the engine reports pauses of the sender.
     *
     * @return whether a pause has a meaning in this protocol; always the same
     */
    boolean pauses();

    /**
     * Returns the idle timeout: the longest time for which the peer may send no message and accept no reply.
     *
     * @return a positive duration; always the same
     */
    Duration idle();

    /**
     * Returns how long a message may take from its first byte to its last.
     *
     * @return a positive duration; always the same
     */
    Duration messageDeadline();

    /**
     * Returns how long a message may take if the engine's options say so, too. A wrapper may extend the time during an
     * exchange of its own, such as a handshake. The default returns the chosen duration, if any.
     *
     * @param chosen the duration that the options choose; {@code null} if they leave it to the session
     * @return a positive duration
     */
    default Duration messageDeadline(@Nullable Duration chosen) {
        return chosen == null ? messageDeadline() : chosen;
    }

    /**
     * Returns whether the unsent bytes only tell the peer that the output ends, and the peer has ended its own. If they
     * can't be written, the peer has closed the connection in order. A wrapper with an end mark of its own, such as
     * that of TLS, overrides this; the default returns {@code false}.
     *
     * @return whether nothing is lost if the unsent bytes are not sent
     */
    default boolean onlyEndUnsent() {
        return false;
    }
}
