// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.internal.engine.BufferChecks;
import io.labnet.core.transport.internal.engine.Durations;
import io.labnet.core.transport.internal.udp.DatagramChecks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The membership of a group in memory. Each member has a port that no other member has as long as it stays, so that
 * senders can be told apart.
 */
public final class MemoryMembership implements Membership {
    private record Datagram(Peer sender, ByteBuffer bytes) {}

    private final MemoryDatagrams transport;
    private final Endpoint group;
    private final Peer self;
    private final ReentrantLock lock;
    private final Condition changed;
    private final int capacity;
    private final ArrayDeque<Datagram> waiting = new ArrayDeque<>();
    private long lost;
    private boolean left;

    MemoryMembership(MemoryDatagrams transport, Endpoint group, Peer self, ReentrantLock lock, int capacity) {
        this.transport = transport;
        this.group = group;
        this.self = self;
        this.lock = lock;
        this.changed = lock.newCondition();
        this.capacity = capacity;
    }

    @Override
    public Endpoint group() {
        return group;
    }

    /**
     * Tells how this member looks to those who receive from it.
     *
     * @return its address and port
     */
    public Peer self() {
        return self;
    }

    /**
     * Tells how many datagrams this member has lost, because too many were waiting already.
     *
     * @return the number since it joined
     */
    public long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void send(ByteBuffer datagram) throws IOException {
        DatagramChecks.checkSize(datagram);
        lock.lock();
        try {
            checkMember();
            transport.deliver(group, self, datagram);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Peer receive(ByteBuffer into, Duration timeout) throws IOException {
        BufferChecks.requireRoom(into, "receive");
        long left = Durations.notNegative("timeout", timeout).toNanos();
        lock.lock();
        try {
            checkMember();
            while (waiting.isEmpty()) {
                if (left <= 0) {
                    throw DatagramChecks.timedOut(timeout);
                }
                left = changed.awaitNanos(left);
                checkMember();
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

    /** Takes what a member has sent. Called with the lock held. */
    void offer(Peer sender, ByteBuffer bytes) {
        if (waiting.size() == capacity) {
            lost++;
            return;
        }
        waiting.add(new Datagram(sender, bytes));
        changed.signal();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            left = true;
            waiting.clear();
            transport.leave(this);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return group + " in memory";
    }

    private void checkMember() throws IOException {
        if (left) {
            throw DatagramChecks.left(group);
        }
    }
}
