// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.datagram.internal.UdpChannels;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.core.transport.internal.engine.DatagramServer;
import io.labnet.core.transport.internal.memory.MemoryLoop;
import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Datagrams within one process, with nothing left to chance: what is sent has reached every recipient when {@code send}
 * returns, all members of a group get all datagrams in the same order, and one is lost only to a port that already has
 * as many waiting as it can hold, which counts it; unless the test chose {@linkplain DatagramFaults faults}. For tests
 * without a network, and for programs that talk to themselves. Ports and groups are found by those who use the same
 * object; endpoints are mere names.
 */
public final class MemoryDatagrams implements DatagramTransport {
    private static final int CAPACITY = 1024;
    private static final int FIRST_FREE_PORT = 49_152;
    private static final int LAST_FREE_PORT = 0xffff;

    /** Guards all that follows, and what waits at the ports. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Endpoint, Set<MemoryMembership>> groups = new HashMap<>();

    /** All ports that are open, those of members included. */
    private final Map<Peer, MemoryPort> ports = new HashMap<>();

    private final int capacity;
    private final Supplier<List<Integer>> faults;

    /** What is late. Few, because none is late for long. */
    private final PriorityQueue<Late> late = new PriorityQueue<>(Comparator.comparingLong(Late::due));

    private long sent;
    private int nextPort = FIRST_FREE_PORT;

    /** A datagram that arrives after another one, which is counted by {@link #sent}. */
    private record Late(long due, MemoryPort to, Peer sender, ByteBuffer bytes) {}

    /** Makes a transport without faults, whose ports hold 1,024 datagrams each. */
    public MemoryDatagrams() {
        this(CAPACITY);
    }

    /**
     * Makes a transport without faults.
     *
     * @param capacity how many datagrams may wait at a port, at least 1; each takes up to {@link
     *     DatagramTransport#MAX_BYTES} bytes, held once however many members it waits for, until they receive it or leave
     * @throws IllegalArgumentException if it is less
     */
    public MemoryDatagrams(int capacity) {
        this(capacity, DatagramFaults.none());
    }

    /**
     * Makes a transport with faults. Each recipient of a datagram has a fault of its own, and a datagram that is late
     * arrives after so many others have been sent, to whomever.
     *
     * @param capacity how many datagrams may wait at a port, at least 1
     * @param faults what happens to datagrams
     * @throws IllegalArgumentException if the capacity is less
     */
    public MemoryDatagrams(int capacity, DatagramFaults faults) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
        }
        this.capacity = capacity;
        this.faults = faults.start();
    }

    /**
     * Opens a port. Each transport has 16,384 ports of the same address for those that ask for any. Group addresses are
     * those of IPv4 multicast, {@code 224.0.0.0} to {@code 239.255.255.255}; other groups are only joined.
     *
     * @throws BindException if the port is taken, or all of them are
     */
    @Override
    public MemoryPort bind(Endpoint at) throws BindException {
        Objects.requireNonNull(at, "at");
        if (UdpChannels.isGroup(at.host())) {
            return join(at);
        }
        lock.lock();
        try {
            int port = at.port() == 0 ? freePort(number -> ports.containsKey(new Peer(at.host(), number))) : at.port();
            Peer self = new Peer(at.host(), port);
            if (ports.containsKey(self)) {
                throw new BindException("the endpoint " + at + " is taken");
            }
            MemoryPort opened = new MemoryPort(this, self, lock, capacity);
            ports.put(self, opened);
            return opened;
        } finally {
            lock.unlock();
        }
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
            Peer self = new Peer(
                    Endpoint.LOOPBACK, freePort(number -> ports.containsKey(new Peer(Endpoint.LOOPBACK, number))));
            MemoryMembership member = new MemoryMembership(this, joined, self, lock, capacity);
            ports.put(self, member);
            groups.computeIfAbsent(joined, none -> new LinkedHashSet<>()).add(member);
            return member;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs a conversation, as said at {@link DatagramTransport#serve(Endpoint, DatagramConversation, ServerListener)}, at
     * a port that is opened as by {@link #bind}.
     *
     * @throws BindException if the port is taken, or all of them are
     */
    @Override
    public Server serve(Endpoint at, DatagramConversation<?, ?> conversation, ServerListener listener)
            throws BindException {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(listener, "listener");
        conversation.claim();
        try {
            MemoryServer server = new MemoryServer(bind(at), conversation, listener);
            server.start(server.loop);
            return server;
        } catch (Throwable t) {
            conversation.release();
            throw t;
        }
    }

    /** Called with the lock held. */
    void deliver(Endpoint to, Peer sender, ByteBuffer datagram) {
        ByteBuffer copy =
                ByteBuffer.allocate(datagram.remaining()).put(datagram).flip().asReadOnlyBuffer();
        sent++;
        Set<MemoryMembership> members = groups.get(to);
        MemoryPort alone = ports.get(new Peer(to.host(), to.port()));
        if (members != null) {
            // A copy, because what is late may go to any port, and a listener may close one.
            List.copyOf(members).forEach(member -> pass(member, sender, copy.duplicate()));
        } else if (alone != null) {
            pass(alone, sender, copy);
        }
        passWhatWasLate();
    }

    private void pass(MemoryPort to, Peer sender, ByteBuffer bytes) {
        for (int after : faults.get()) {
            if (after == 0) {
                to.offer(sender, bytes.duplicate());
            } else {
                late.add(new Late(sent + after, to, sender, bytes.duplicate()));
            }
        }
    }

    private void passWhatWasLate() {
        for (Late first = late.peek(); first != null && first.due <= sent; first = late.peek()) {
            late.remove();
            first.to.offer(first.sender, first.bytes);
        }
    }

    /** Called with the lock held. */
    void leave(MemoryPort port) {
        // Once only: another may have its address when this one is closed again.
        if (ports.remove(port.self(), port) && port instanceof MemoryMembership member) {
            groups.computeIfPresent(member.group(), (group, members) -> {
                members.remove(member);
                return members.isEmpty() ? null : members;
            });
        }
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

    /** A port whose datagrams a conversation is told. */
    private static final class MemoryServer extends DatagramServer {
        private final MemoryPort port;
        private final MemoryLoop loop;

        MemoryServer(MemoryPort port, DatagramConversation<?, ?> conversation, ServerListener listener) {
            super(port.endpoint(), conversation, listener);
            this.port = port;
            this.loop = new MemoryLoop(this, "labnet-memory-" + port.endpoint().port());
        }

        @Override
        protected void receive() {
            port.onArrival(() -> execute(this::receiveOne));
        }

        private void receiveOne() {
            MemoryPort.Datagram datagram = port.poll();
            if (datagram != null) {
                arrived(datagram.bytes(), datagram.sender());
            }
        }

        @Override
        public void transmit(ByteBuffer datagram, Peer to) {
            try {
                port.send(datagram, to);
            } catch (IOException e) {
                listener().failed(to, e);
            }
        }

        @Override
        protected void closeSocket() {
            port.close();
        }
    }
}
