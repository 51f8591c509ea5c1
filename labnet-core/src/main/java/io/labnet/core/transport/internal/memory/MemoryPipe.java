// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.memory;

import io.labnet.core.codec.Boundary;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One direction of a connection in memory: a bounded queue of bytes and pauses, with an end and a reset. */
public final class MemoryPipe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** The unread bytes; an empty buffer stands for a pause. */
    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();

    private final int capacity;
    private int size;
    private boolean inBurst;
    private boolean ended;
    private boolean readerGone;
    private boolean reset;

    /**
     * Notifies the reader's loop. Called after every change, without holding the lock. A loop needs the
     * notification, because it never waits in this class.
     */
    private volatile Runnable atReader = () -> {};

    private volatile Runnable atWriter = () -> {};

    public MemoryPipe(int capacity) {
        this.capacity = capacity;
    }

    void atReader(Runnable event) {
        atReader = event;
    }

    void atWriter(Runnable event) {
        atWriter = event;
    }

    private void notifyEnds() {
        atReader.run();
        atWriter.run();
    }

    /** Reads available bytes; returns {@code MORE} if there are none. */
    Boundary read(ByteBuffer into) throws IOException {
        Boundary boundary;
        lock.lock();
        try {
            boundary = take(into);
        } finally {
            lock.unlock();
        }
        notifyEnds();
        return boundary;
    }

    /** Reads, waiting for bytes if there are none. */
    public Boundary readWaiting(ByteBuffer into, Duration timeout) throws IOException {
        int before = into.position();
        long left = timeout.toNanos();
        Boundary boundary;
        lock.lock();
        try {
            while ((boundary = take(into)) == Boundary.MORE && into.position() == before) {
                if (left <= 0) {
                    throw new SocketTimeoutException("nothing arrived for " + timeout.toMillis() + " ms");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("interrupted while reading");
        } finally {
            lock.unlock();
        }
        notifyEnds();
        return boundary;
    }

    /** Writes as many bytes as fit, and returns their number. */
    int write(ByteBuffer from) throws IOException {
        int written;
        lock.lock();
        try {
            written = put(from);
        } finally {
            lock.unlock();
        }
        notifyEnds();
        return written;
    }

    /** Writes all bytes, waiting for space. */
    public void writeWaiting(ByteBuffer from) throws IOException {
        do {
            // Calls write() even if there are no bytes, so that a closed output is reported.
            if (write(from) == 0 && from.hasRemaining()) {
                awaitRoom();
            }
        } while (from.hasRemaining());
    }

    /**
     * Sends a pause, but only if bytes were written since the last pause, which bounds the number of pauses in the
     * queue.
     */
    public void pause() throws IOException {
        lock.lock();
        try {
            checkWritable();
            if (inBurst) {
                inBurst = false;
                queue.add(ByteBuffer.allocate(0));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        notifyEnds();
    }

    /** Ends the output, unless the pipe is reset or its reader has closed. */
    public void finish() throws IOException {
        lock.lock();
        try {
            checkNotReset();
        } finally {
            lock.unlock();
        }
        end();
    }

    public void end() {
        change(() -> ended = true);
    }

    /** Closes the reader's end. Returns whether bytes were left unread. */
    public boolean leave() {
        boolean unread;
        lock.lock();
        try {
            // Under the lock, so that the bytes of a concurrent write are either counted as unread or refused.
            unread = size > 0;
            readerGone = true;
            queue.clear();
            size = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        notifyEnds();
        return unread;
    }

    public void reset() {
        change(() -> {
            reset = true;
            queue.clear();
            size = 0;
        });
    }

    boolean readable() {
        lock.lock();
        try {
            return !queue.isEmpty() || ended || reset;
        } finally {
            lock.unlock();
        }
    }

    boolean writable() {
        lock.lock();
        try {
            return size < capacity || readerGone || reset;
        } finally {
            lock.unlock();
        }
    }

    private Boundary take(ByteBuffer into) throws IOException {
        checkNotReset();
        if (readerGone) {
            throw new SocketException("the connection is closed");
        }
        int before = into.position();
        while (into.hasRemaining() && !queue.isEmpty() && queue.getFirst().hasRemaining()) {
            ByteBuffer first = queue.getFirst();
            int length = Math.min(first.remaining(), into.remaining());
            into.put(first.slice().limit(length));
            first.position(first.position() + length);
            if (!first.hasRemaining()) {
                queue.removeFirst();
            }
        }
        int taken = into.position() - before;
        if (taken > 0) {
            size -= taken;
            changed.signalAll();
            return Boundary.MORE;
        }
        if (!queue.isEmpty() && !queue.getFirst().hasRemaining()) {
            queue.removeFirst();
            return Boundary.PAUSE;
        }
        return ended && queue.isEmpty() ? Boundary.END : Boundary.MORE;
    }

    private int put(ByteBuffer from) throws IOException {
        checkWritable();
        int length = Math.min(capacity - size, from.remaining());
        if (length > 0) {
            byte[] copy = new byte[length];
            from.get(copy);
            queue.add(ByteBuffer.wrap(copy));
            size += length;
            inBurst = true;
            changed.signalAll();
        }
        return length;
    }

    private void awaitRoom() throws IOException {
        lock.lock();
        try {
            while (size >= capacity && !readerGone && !reset && !ended) {
                changed.await(1, TimeUnit.DAYS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("interrupted while writing");
        } finally {
            lock.unlock();
        }
    }

    private void checkWritable() throws IOException {
        checkNotReset();
        if (ended) {
            throw new SocketException("the output is finished");
        }
        if (readerGone) {
            throw new SocketException("the peer has closed the connection");
        }
    }

    private void checkNotReset() throws IOException {
        if (reset) {
            throw new SocketException("the connection was reset");
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        notifyEnds();
    }
}
