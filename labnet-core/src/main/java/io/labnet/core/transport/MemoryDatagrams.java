// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.Peer;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Groups within one process, with nothing left to chance: what is sent has reached every member when {@code send}
 * returns, all members get all datagrams in the same order, and one is lost only to a member that already has as many
 * waiting as it can hold, which counts it. For tests without a network, and for programs that talk to themselves.
 * Groups are found by those who join through the same object; endpoints are mere names.
 */
public final class MemoryDatagrams implements DatagramTransport {
    private static final int CAPACITY = 1024;
    private static final int FIRST_FREE_PORT = 49_152;

    /** Guards the groups and what waits for their members. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Endpoint, Set<MemoryMembership>> groups = new HashMap<>();
    private final int capacity;
    private int nextPort = FIRST_FREE_PORT;

    /** Makes a transport without groups, whose members hold 1,024 datagrams each. */
    public MemoryDatagrams() {
        this(CAPACITY);
    }

    /**
     * Makes a transport without groups.
     *
     * @param capacity how many datagrams may wait for a member, at least 1
     * @throws IllegalArgumentException if it is less
     */
    public MemoryDatagrams(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
        }
        this.capacity = capacity;
    }

    @Override
    public MemoryMembership join(Endpoint group) {
        Objects.requireNonNull(group, "group");
        lock.lock();
        try {
            Endpoint joined = group;
            while (joined.port() == 0 || (group.port() == 0 && groups.containsKey(joined))) {
                joined = new Endpoint(group.host(), freePort());
            }
            Peer self = new Peer(Endpoint.LOOPBACK, freePort());
            MemoryMembership member = new MemoryMembership(this, joined, self, lock, capacity);
            groups.computeIfAbsent(joined, none -> new LinkedHashSet<>()).add(member);
            return member;
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock held. */
    void deliver(Endpoint group, Peer sender, ByteBuffer datagram) {
        ByteBuffer copy =
                ByteBuffer.allocate(datagram.remaining()).put(datagram).flip().asReadOnlyBuffer();
        groups.getOrDefault(group, Set.of()).forEach(member -> member.offer(sender, copy.duplicate()));
    }

    /** Called with the lock held. */
    void leave(MemoryMembership member) {
        groups.computeIfPresent(member.group(), (group, members) -> {
            members.remove(member);
            return members.isEmpty() ? null : members;
        });
    }

    private int freePort() {
        int port = nextPort;
        nextPort = port == 0xffff ? FIRST_FREE_PORT : port + 1;
        return port;
    }
}
