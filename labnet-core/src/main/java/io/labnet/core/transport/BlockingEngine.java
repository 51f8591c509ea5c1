// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Drives one conversation over one {@link Connection} until it is over: the client's engine. The calling thread reads, a
 * second one writes, so that a peer which talks while it is talked to blocks neither; slow work is done by the calling
 * thread.
 */
public final class BlockingEngine {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int HIGH_WATER_MARK = 64 * 1024;

    /** A client that has all it wanted does not wait long for a server that leaves the connection open. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    private static final Duration MOMENT = Duration.ofMillis(25);

    private final Connection connection;
    private final ByteSession session;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean over;
    private @Nullable Exception writeFailure;

    private BlockingEngine(Connection connection, ByteSession session) {
        this.connection = connection;
        this.session = session;
    }

    /**
     * Has the conversation, then closes the connection. When nothing arrives for {@link ConnectOptions#readTimeout}, the
     * session is told that time ran out.
     *
     * @param connection the connection; closed when this method returns, however it does
     * @param session the client's side, not begun
     * @throws IOException if the connection broke before the session had ended the conversation; the session has been
     *     told that it is over
     */
    public static void run(Connection connection, ByteSession session) throws IOException {
        new BlockingEngine(connection, session).run();
    }

    private void run() throws IOException {
        Thread writer = new Thread(this::write, "labnet-client-writer");
        writer.setDaemon(true);
        IOException failure = null;
        try {
            locked(() -> session.open(HIGH_WATER_MARK));
            writer.start();
            converse();
        } catch (IOException e) {
            failure = e;
            throw e;
        } finally {
            IOException cause = failure;
            locked(() -> {
                over = true;
                session.disconnected(cause);
            });
            connection.close();
        }
    }

    private void converse() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (awaitTurn()) {
            Boundary boundary;
            try {
                boundary = connection.read(buffer.clear());
            } catch (SocketTimeoutException e) {
                locked(session::timedOut);
                continue;
            }
            buffer.flip();
            if (boundary != Boundary.PAUSE || session.pauses()) {
                locked(() -> session.receive(buffer, boundary));
            }
            if (boundary == Boundary.END) {
                awaitSilence();
                return;
            }
        }
        if (session.closing() == Closing.ABORT) {
            connection.abort();
            return;
        }
        awaitSilence();
        drain(buffer);
    }

    /** Does the work that the session asks for, until it wants input. Answers false when it wants none any more. */
    private boolean awaitTurn() throws IOException {
        lock.lock();
        try {
            while (true) {
                work();
                checkWriter();
                if (session.closing() != Closing.NO) {
                    return false;
                }
                if (session.wantsInput()) {
                    return true;
                }
                awaitChange();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets everything leave that the session still has to say. */
    private void awaitSilence() throws IOException {
        lock.lock();
        try {
            work();
            while (session.closing() != Closing.ABORT && saysMore()) {
                checkWriter();
                awaitChange();
                work();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reads to the peer's end, within bounds: closing with input unread would cost the peer what was sent last. */
    private void drain(ByteBuffer buffer) {
        long until = System.nanoTime() + DRAIN.toNanos();
        try {
            connection.finish();
            Boundary last = Boundary.MORE;
            for (long left = DRAIN.toNanos();
                    last != Boundary.END && left > 1_000_000;
                    left = until - System.nanoTime()) {
                last = connection.read(buffer.clear(), Duration.ofNanos(left));
            }
        } catch (IOException e) {
            // The conversation is over; how the peer leaves no longer matters.
            return;
        }
    }

    private void work() {
        for (Runnable next = session.takeWork(); next != null; next = session.takeWork()) {
            lock.unlock();
            try {
                next.run();
            } finally {
                lock.lock();
            }
            session.workDone();
            changed.signalAll();
        }
    }

    private void write() {
        byte[] chunk = new byte[BUFFER_BYTES];
        try {
            for (int length = take(chunk); length > 0; length = take(chunk)) {
                connection.write(ByteBuffer.wrap(chunk, 0, length));
                int sent = length;
                locked(() -> session.sent(sent));
            }
            // The reader may be waiting for a peer that waits for this.
            if (!over) {
                connection.finish();
            }
        } catch (IOException | RuntimeException e) {
            locked(() -> writeFailure = e);
            connection.close();
        }
    }

    /** Waits for something to write and copies it. Answers 0 when there will be no more. */
    private int take(byte[] chunk) {
        lock.lock();
        try {
            while (!over) {
                ByteBuffer unsent = session.unsent();
                if (unsent.hasRemaining()) {
                    int length = Math.min(unsent.remaining(), chunk.length);
                    unsent.get(chunk, 0, length);
                    return length;
                }
                if (session.separated()) {
                    awaitMoment();
                    session.momentPassed();
                } else if (session.closing() != Closing.NO) {
                    return 0;
                } else {
                    awaitChange();
                }
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private boolean saysMore() {
        return session.unsent().hasRemaining() || session.separated();
    }

    private void checkWriter() throws IOException {
        if (writeFailure != null) {
            throw new IOException("writing failed: " + writeFailure.getMessage(), writeFailure);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // Every caller waits in one, for conditions of its own.
    private void awaitChange() {
        changed.awaitUninterruptibly();
    }

    private void awaitMoment() {
        long until = System.nanoTime() + MOMENT.toNanos();
        boolean interrupted = false;
        for (long left = MOMENT.toNanos(); left > 0 && !over; left = until - System.nanoTime()) {
            try {
                left = changed.awaitNanos(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void locked(Runnable call) {
        lock.lock();
        try {
            call.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
