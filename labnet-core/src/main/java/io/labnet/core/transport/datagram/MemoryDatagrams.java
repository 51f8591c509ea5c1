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
 * Datagrams within one process, for tests without a network and for programs that embed both ends. All users of the
 * same {@code MemoryDatagrams} object share its ports and groups; the hosts of endpoints are only names.
 *
 * <p>Delivery does not depend on timing: when {@code send} returns, the datagram has reached every recipient, and all
 * members of a group receive all datagrams in the same order. A datagram is lost only if the queue of the recipient's
 * port is full; the port counts these lost datagrams. {@linkplain DatagramFaults Faults} can be added.
 */
public final class MemoryDatagrams implements DatagramTransport {
    private static final int CAPACITY = 1024;
    private static final int FIRST_FREE_PORT = 49_152;
    private static final int LAST_FREE_PORT = 0xffff;

    /** Guards the fields below and the queues of the ports. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Endpoint, Set<MemoryMembership>> groups = new HashMap<>();

    /** All open ports, including those of members. */
    private final Map<Peer, MemoryPort> ports = new HashMap<>();

    private final int capacity;
    private final Supplier<List<Integer>> faults;

    /**
     * The delayed datagrams. The queue stays short, because each datagram in it waits for only a few later datagrams.
     */
    private final PriorityQueue<Late> late = new PriorityQueue<>(Comparator.comparingLong(Late::due));

    private long sent;
    private int nextPort = FIRST_FREE_PORT;

    /** A datagram that arrives when {@link #sent}, the number of datagrams sent so far, reaches {@code due}. */
    private record Late(long due, MemoryPort to, Peer sender, ByteBuffer bytes) {}

    /** Creates a transport without faults whose ports queue up to 1,024 datagrams each. */
    public MemoryDatagrams() {
        this(CAPACITY);
    }

    /**
     * Creates a transport without faults.
     *
     * @param capacity the largest number of datagrams queued at a port, at least 1; each takes up to
     *     {@link DatagramTransport#MAX_BYTES} bytes. The members of a group share one copy of a datagram
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public MemoryDatagrams(int capacity) {
        this(capacity, DatagramFaults.none());
    }

    /**
     * Creates a transport with faults. The fault is chosen separately for each recipient of a datagram. The fault
     * determines how many further datagrams, to any recipients, must be sent before a delayed datagram arrives.
     *
     * @param capacity the largest number of datagrams queued at a port, at least 1
     * @param faults the faults
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public MemoryDatagrams(int capacity, DatagramFaults faults) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
        }
        this.capacity = capacity;
        this.faults = faults.start();
    }

    /**
     * Opens a port. Port 0 chooses one of 16,384 ports per address. This method joins a group only if the host is an
     * IPv4 multicast address, {@code 224.0.0.0} to {@code 239.255.255.255}; {@link #join} accepts any name for a group.
     *
     * @throws BindException if the port is taken, or no port is free
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
     * Joins a group. Port 0 chooses one of 16,384 ports per group address. In addition, each member gets a port of its
     * own; at most 16,384 such ports exist for the members of all groups together.
     *
     * @throws BindException if no port is free
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
     * Starts a server, as described at {@link DatagramTransport#serve(Endpoint, DatagramConversation, ServerListener)}.
     * The port is opened as by {@link #bind}.
     *
     * @throws BindException if the port is taken, or no port is free
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
            // Iterates over a copy, because a callback at delivery may close a port, which changes the set.
            List.copyOf(members).forEach(member -> deliver(member, sender, copy.duplicate()));
        } else if (alone != null) {
            deliver(alone, sender, copy);
        }
        deliverDelayed();
    }

    private void deliver(MemoryPort to, Peer sender, ByteBuffer bytes) {
        for (int after : faults.get()) {
            if (after == 0) {
                to.offer(sender, bytes.duplicate());
            } else {
                late.add(new Late(sent + after, to, sender, bytes.duplicate()));
            }
        }
    }

    private void deliverDelayed() {
        for (Late first = late.peek(); first != null && first.due <= sent; first = late.peek()) {
            late.remove();
            first.to.offer(first.sender, first.bytes);
        }
    }

    /** Called with the lock held. */
    void leave(MemoryPort port) {
        // A second close must do nothing, because another port may have the same address by then.
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

    /** A server that passes the datagrams of a port to a conversation. */
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
            int bytes = datagram.remaining();
            try {
                port.send(datagram, to);
                listener().sent(to, bytes);
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
