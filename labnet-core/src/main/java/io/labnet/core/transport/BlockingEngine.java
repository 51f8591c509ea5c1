// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.transport.internal.engine.SharedSession;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives one conversation over one {@link Connection} until it is over: the client's engine. The calling thread reads, a
 * second one writes and does slow work, so that a peer which talks while it is talked to blocks neither.
 */
public final class BlockingEngine {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int HIGH_WATER_MARK = 64 * 1024;

    /** A client that has all it wanted does not wait long for a server that leaves the connection open. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    private static final long DRAIN_BYTES = 16L * 1024 * 1024;

    private final Connection connection;
    private final SharedSession session;

    private BlockingEngine(Connection connection, SharedSession session) {
        this.connection = connection;
        this.session = session;
    }

    /**
     * Has the conversation, then closes the connection. When nothing has arrived and nothing been taken for {@link
     * Connection#readTimeout}, or a message takes longer than {@link ByteSession#messageDeadline}, the session is told
     * that time ran out. What a session throws is passed on.
     *
     * @param connection the connection; closed when this method returns, however it does
     * @param session the client's side, not begun; told that it is over when this method returns, however it does
     * @throws java.net.SocketTimeoutException if the peer takes nothing of what is said for {@link ByteSession#idle}
     * @throws IOException if the connection broke before the session had ended the conversation and all that it said
     *     had left, or the thread was interrupted while a transport in memory or by socket files waited: an interrupt
     *     does not end the call of a TCP socket, {@link Connection#abort} does
     * @throws IllegalStateException if the session had begun before
     */
    public static void run(Connection connection, ByteSession session) throws IOException {
        run(connection, session, System::nanoTime);
    }

    /** Has the conversation by a clock that counts nanoseconds. */
    static void run(Connection connection, ByteSession session, LongSupplier clock) throws IOException {
        SharedSession shared = new SharedSession(session, connection.readTimeout(), clock);
        new BlockingEngine(connection, shared).run();
    }

    private void run() throws IOException {
        Thread writer = new Thread(this::write, "labnet-client-writer");
        writer.setDaemon(true);
        Throwable cause = null;
        try {
            session.tell(begun -> begun.open(HIGH_WATER_MARK));
            writer.start();
            converse();
        } catch (Throwable t) {
            cause = t;
            throw t;
        } finally {
            end(writer, cause);
        }
    }

    private void converse() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        boolean ended = false;
        while (!ended && session.awaitTurn()) {
            ended = hear(buffer.clear());
        }
        if (session.awaitSilence() == Closing.ABORT) {
            connection.abort();
        } else if (!ended) {
            drain(buffer);
        }
    }

    /** Reads once and tells the session. Answers whether that was the end. */
    private boolean hear(ByteBuffer buffer) throws IOException {
        long patience = session.patience();
        Boundary boundary;
        try {
            // Also when none is left: a process that was held up finds what came meanwhile.
            boundary = connection.read(buffer, Duration.ofNanos(Math.max(1, patience)));
        } catch (SocketTimeoutException e) {
            if (patience <= 0) {
                session.checkTime();
            }
            // Otherwise the peer may have taken something meanwhile.
            return false;
        } catch (IOException e) {
            session.checkEnded(e);
            return true;
        }
        boolean perhapsMore = !buffer.hasRemaining();
        session.heard(buffer.flip(), boundary);
        if (patience <= 0 && !perhapsMore) {
            session.checkTime();
        }
        return boundary == Boundary.END;
    }

    /** Reads to the peer's end: closing with input unread would cost the peer what was sent last. */
    private void drain(ByteBuffer buffer) {
        try {
            // The writer closes the connection when this takes too long.
            long drained = 0;
            while (drained < DRAIN_BYTES && connection.read(buffer.clear()) != Boundary.END) {
                drained += buffer.position();
            }
        } catch (IOException e) {
            // The conversation is over; how the peer leaves no longer matters.
            return;
        }
    }

    private void write() {
        byte[] chunk = new byte[BUFFER_BYTES];
        try {
            for (int length = session.take(chunk, connection); length > 0; length = session.take(chunk, connection)) {
                connection.write(ByteBuffer.wrap(chunk, 0, length));
                session.sent(length);
            }
            leave();
        } catch (IOException e) {
            // The reader is left to it: what the peer said before it went can still be read.
            session.writerFailed(e);
        } catch (Throwable t) {
            // The session has failed: the reader must not wait for the peer.
            session.writerFailed(t);
            connection.close();
        }
    }

    /** After the last word: the reader may be waiting for a peer that waits for our end, or that never leaves. */
    private void leave() throws IOException {
        if (session.over()) {
            return;
        }
        if (session.closing() == Closing.ABORT) {
            connection.abort();
        } else {
            connection.finish();
            session.rest(DRAIN);
            connection.close();
        }
    }

    private void end(Thread writer, @Nullable Throwable cause) {
        boolean idle = false;
        try {
            idle = session.end(cause);
        } finally {
            connection.close();
            writer.interrupt();
        }
        if (idle) {
            join(writer);
        }
    }

    private static void join(Thread writer) {
        try {
            // Nothing blocks it any more, unless the connection is one whose writes outlast its end.
            writer.join(DRAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
