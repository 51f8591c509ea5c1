// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.transport.Connection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session between two threads, one that reads for it and one that writes for it and does its slow work. Each waits
 * here for what the other, or the session, has for it to do.
 */
public final class SharedSession {
    private static final Duration MOMENT = Duration.ofMillis(25);

    private final ByteSession session;
    private final ReadClocks clocks;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Slow work that waits for the writer or is under way. */
    private @Nullable Runnable work;

    /** What the writer died of. */
    private @Nullable Throwable failure;

    /** Whether bytes have been written since the last pause. */
    private boolean inBurst;

    private boolean over;

    public SharedSession(ByteSession session, Duration readTimeout, LongSupplier clock) {
        this.session = session;
        this.clocks = new ReadClocks(session, readTimeout, clock);
    }

    /** Tells the session something, if it is still to be told anything, and lets the other thread see what follows. */
    public void tell(Consumer<ByteSession> step) {
        lock.lock();
        try {
            if (!over) {
                step.accept(session);
                if (work == null) {
                    work = session.takeWork();
                }
                clocks.note(work != null);
            }
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    /** The reader waits until the session wants input. Answers false when it wants none any more. */
    public boolean awaitTurn() throws IOException {
        lock.lock();
        try {
            while (session.closing() == Closing.NO) {
                // Also when writing has failed: the peer may have answered before it went.
                if (session.wantsInput()) {
                    return true;
                }
                awaitProgress();
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** The reader lets everything leave that the session still has to say. Tells how it wants to close. */
    public Closing awaitSilence() throws IOException {
        lock.lock();
        try {
            while (session.closing() != Closing.ABORT && (saysMore() || work != null)) {
                awaitProgress();
            }
            checkSession();
            return session.closing();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The reader asks how long to wait for the peer.
     *
     * @return how many nanoseconds, 0 or less when there are none left
     */
    public long patience() {
        return locked(clocks::left);
    }

    /** The reader has looked once more. If the peer is still out of time, the session is told. */
    public void checkTime() {
        lock.lock();
        try {
            if (clocks.left() <= 0) {
                // A session that has last words to separate still has a little to do.
                clocks.restart();
                tell(ByteSession::timedOut);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The reader has heard something. */
    public void heard(ByteBuffer bytes, Boundary boundary) {
        tell(hearing -> {
            if (bytes.hasRemaining()) {
                clocks.gotOn();
            }
            if (boundary != Boundary.PAUSE || hearing.pauses()) {
                hearing.receive(bytes, boundary);
            }
        });
    }

    /** The connection broke. Once the conversation has ended it no longer matters how the peer leaves. */
    public void checkEnded(IOException broken) throws IOException {
        lock.lock();
        try {
            if (session.closing() == Closing.NO) {
                checkWriter();
                throw broken;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The writer waits for something to write and copies it; meanwhile it does the slow work.
     *
     * @return how many bytes are to be written, 0 when there will be none any more
     */
    public int take(byte[] chunk, Connection connection) throws IOException {
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
                    rest(MOMENT);
                    pause(connection);
                    tell(ByteSession::momentPassed);
                } else if (session.closing() != Closing.NO) {
                    return 0;
                } else if (inBurst) {
                    // Nothing more for now: where no time makes a pause of that, the peer has to be told.
                    pause(connection);
                } else if (work == null) {
                    changed.awaitUninterruptibly();
                } else {
                    work(work);
                }
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    /** The writer has written so many bytes. */
    public void sent(int bytes) {
        tell(saying -> {
            clocks.gotOn();
            inBurst = true;
            // An abort that came meanwhile has dropped what was being written, and there is nothing left to count.
            if (saying.closing() != Closing.ABORT) {
                saying.sent(bytes);
            }
        });
    }

    public void writerFailed(Throwable cause) {
        tell(nothing -> failure = cause);
    }

    /** The writer lets time pass, unless the conversation is over first. */
    public void rest(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        lock.lock();
        try {
            for (long left = time.toNanos(); left > 0 && !over; left = until - System.nanoTime()) {
                changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Only the end of the conversation interrupts the writer.
            return;
        } finally {
            lock.unlock();
        }
    }

    public Closing closing() {
        return locked(session::closing);
    }

    public boolean over() {
        return locked(() -> over);
    }

    private <T> T locked(Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    /** Ends everything. Answers whether no slow work was under way, which the writer can't be called back from. */
    public boolean end(@Nullable Throwable cause) {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
            session.disconnected(cause);
            return work == null;
        } finally {
            lock.unlock();
        }
    }

    /** The reader waits for the writer. For a peer that takes nothing it waits no longer than the protocol would. */
    @SuppressWarnings("WaitNotInLoop") // Every caller waits in one, for conditions of its own.
    private void awaitProgress() throws IOException {
        checkWriter();
        Duration idle = session.idle();
        try {
            // Then a moment more: a process that was held up finds its time over before its writer has gone on.
            if (changed.awaitNanos(Durations.nanos(idle)) > 0
                    || changed.awaitNanos(MOMENT.toNanos()) > 0
                    || work != null) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted in a conversation");
        }
        if (session.unsent().hasRemaining()) {
            throw new SocketTimeoutException("the peer took nothing for " + idle.toMillis() + " ms");
        }
        if (!session.separated()) {
            tell(ByteSession::timedOut);
        }
    }

    private void pause(Connection connection) throws IOException {
        inBurst = false;
        connection.pause();
    }

    private void work(Runnable slow) {
        lock.unlock();
        try {
            slow.run();
        } finally {
            lock.lock();
            work = null;
        }
        tell(ByteSession::workDone);
    }

    private boolean saysMore() {
        return session.unsent().hasRemaining() || session.separated();
    }

    /** Passes on what the writer died of. */
    private void checkWriter() throws IOException {
        checkSession();
        if (failure != null) {
            throw new IOException("writing failed: " + failure.getMessage(), failure);
        }
    }

    private void checkSession() {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
