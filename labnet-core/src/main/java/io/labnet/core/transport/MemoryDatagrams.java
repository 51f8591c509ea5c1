// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.Peer;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;

/**
 * Groups within one process, with nothing left to chance: what is sent has reached every member when {@code send}
 * returns, all members get all datagrams in the same order, and one is lost only to a member that already has as many
 * waiting as it can hold, which counts it. For tests without a network, and for programs that talk to themselves.
 * Groups are found by those who join through the same object; endpoints are mere names.
 */
public final class MemoryDatagrams implements DatagramTransport {
    private static final int CAPACITY = 1024;
    private static final int FIRST_FREE_PORT = 49_152;
    private static final int LAST_FREE_PORT = 0xffff;

    /** Guards the groups and what waits for their members. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Endpoint, Set<MemoryMembership>> groups = new HashMap<>();

    /** The ports of the members, which are others than those of the groups. */
    private final BitSet selves = new BitSet();

    private final int capacity;
    private int nextPort = FIRST_FREE_PORT;

    /** Makes a transport without groups, whose members hold 1,024 datagrams each. */
    public MemoryDatagrams() {
        this(CAPACITY);
    }

    /**
     * Makes a transport without groups.
     *
     * @param capacity how many datagrams may wait for a member, at least 1; each takes up to {@link
     *     DatagramTransport#MAX_BYTES} bytes, held once however many members it waits for, until they receive it or leave
     * @throws IllegalArgumentException if it is less
     */
    public MemoryDatagrams(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
        }
        this.capacity = capacity;
    }

    /**
     * Joins a group. Each transport has 16,384 ports for groups of the same address that ask for any, and as many for
     * members.
     *
     * @throws BindException if all of them are taken
     */
    @Override
    public MemoryMembership join(Endpoint group) throws BindException {
        Objects.requireNonNull(group, "group");
        lock.lock();
        try {
            int port = group.port() == 0
                    ? freePort(candidate -> groups.containsKey(new Endpoint(group.host(), candidate)))
                    : group.port();
            Endpoint joined = new Endpoint(group.host(), port);
            Peer self = new Peer(Endpoint.LOOPBACK, freePort(selves::get));
            selves.set(self.port());
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
            if (members.remove(member)) {
                // Once only: another member may have the port when this one is closed again.
                selves.clear(member.self().port());
            }
            return members.isEmpty() ? null : members;
        });
    }

    private int freePort(IntPredicate taken) throws BindException {
        for (int tried = FIRST_FREE_PORT; tried <= LAST_FREE_PORT; tried++) {
            int port = nextPort;
            nextPort = port == LAST_FREE_PORT ? FIRST_FREE_PORT : port + 1;
            if (!taken.test(port)) {
                return port;
            }
        }
        throw new BindException("no port from " + FIRST_FREE_PORT + " to " + LAST_FREE_PORT + " is free");
    }
}
