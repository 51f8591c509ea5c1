// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.internal.DatagramChecks;
import io.labnet.core.transport.internal.engine.BufferChecks;
import io.labnet.core.transport.internal.engine.Durations;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A port in memory, with a bounded queue of received datagrams. */
public sealed class MemoryPort implements DatagramPort permits MemoryMembership {
    /** A queued datagram. */
    record Datagram(Peer sender, ByteBuffer bytes) {}

    private final MemoryDatagrams transport;
    private final Peer self;
    private final ReentrantLock lock;
    private final Condition changed;
    private final int capacity;
    private final ArrayDeque<Datagram> waiting = new ArrayDeque<>();
    private Runnable arrival = () -> {};
    private long lost;
    private boolean closed;

    MemoryPort(MemoryDatagrams transport, Peer self, ReentrantLock lock, int capacity) {
        this.transport = transport;
        this.self = self;
        this.lock = lock;
        this.changed = lock.newCondition();
        this.capacity = capacity;
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint(self.host(), self.port());
    }

    /**
     * Returns the sender address of the datagrams that this port sends.
     *
     * @return the address and port, unique among open ports
     */
    public final Peer self() {
        return self;
    }

    /**
     * Returns how many datagrams were lost because the queue of this port was full. Datagrams lost by the faults of the
     * transport are not counted.
     *
     * @return the number of datagrams since this port was opened
     */
    public final long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final void send(ByteBuffer datagram, Endpoint to) throws IOException {
        DatagramChecks.checkSize(datagram);
        lock.lock();
        try {
            checkOpen();
            transport.deliver(to, self, datagram);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final Peer receive(ByteBuffer into, Duration timeout) throws IOException {
        BufferChecks.requireRoom(into, "receive");
        long left = Durations.notNegative("timeout", timeout).toNanos();
        lock.lock();
        try {
            checkOpen();
            while (waiting.isEmpty()) {
                if (left <= 0) {
                    throw DatagramChecks.timedOut(timeout);
                }
                left = changed.awaitNanos(left);
                checkOpen();
            }
            Datagram datagram = waiting.remove();
            ByteBuffer bytes = datagram.bytes;
            into.put(bytes.limit(Math.min(bytes.limit(), into.remaining())));
            return datagram.sender;
        } catch (InterruptedException e) {
            throw DatagramChecks.interrupted("receiving");
        } finally {
            lock.unlock();
        }
    }

    /** Returns the next datagram, or {@code null} without waiting if there is none. */
    final @Nullable Datagram poll() {
        lock.lock();
        try {
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sets a callback that runs once for each datagram that can be {@linkplain #poll polled}, including those already
     * queued.
     */
    final void onArrival(Runnable call) {
        lock.lock();
        try {
            arrival = call;
            waiting.forEach(each -> call.run());
        } finally {
            lock.unlock();
        }
    }

    /** Queues a datagram, or counts it as lost. Called with the lock held. */
    final void offer(Peer sender, ByteBuffer bytes) {
        if (closed) {
            return;
        }
        if (waiting.size() == capacity) {
            lost++;
            return;
        }
        waiting.add(new Datagram(sender, bytes));
        changed.signal();
        arrival.run();
    }

    /** Creates the exception for a closed port. */
    SocketException closed() {
        return DatagramChecks.closed(endpoint());
    }

    @Override
    public final void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            transport.leave(this);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return endpoint() + " in memory";
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw closed();
        }
    }
}
