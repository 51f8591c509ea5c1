// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.udp;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Membership;
import io.labnet.core.transport.internal.engine.BufferChecks;
import io.labnet.core.transport.internal.engine.Durations;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A socket that is a member of a multicast group. It does not block, because an interrupt closes a channel that does;
 * who has to wait does so on a selector.
 */
public final class MulticastMembership implements Membership {
    /** A full send buffer empties at the speed of the network, so that this is seldom waited twice. */
    private static final long FULL_NANOS = 1_000_000;

    /** Held from finding a free port until it is bound, so that no two joins of this process find the same. */
    private static final ReentrantLock FREE_PORT = new ReentrantLock();

    private final Endpoint group;
    private final InetSocketAddress address;
    private final NetworkInterface networkInterface;
    private final DatagramChannel channel;
    private final Selector selector;

    /** Held by the one thread that receives: a selector would let a second wait without a limit. */
    private final ReentrantLock receiving = new ReentrantLock();

    private MulticastMembership(
            Endpoint group,
            InetSocketAddress address,
            NetworkInterface networkInterface,
            DatagramChannel channel,
            Selector selector) {
        this.group = group;
        this.address = address;
        this.networkInterface = networkInterface;
        this.channel = channel;
        this.selector = selector;
    }

    public static MulticastMembership join(
            Endpoint group, InetAddress address, NetworkInterface networkInterface, int ttl, boolean loopback)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, ttl);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, loopback);
            if (group.port() == 0) {
                bindToFreePort(channel, address);
            } else {
                bind(channel, new InetSocketAddress(address, group.port()));
            }
            channel.join(address, networkInterface);
            channel.configureBlocking(false);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            return new MulticastMembership(
                    new Endpoint(group.host(), port),
                    new InetSocketAddress(address, port),
                    networkInterface,
                    channel,
                    selectorOf(channel));
        } catch (Throwable t) {
            // Errors as well: the port would stay taken for as long as the process lives.
            channel.close();
            throw t;
        }
    }

    /** What shares its port is also given one that others share, if it asks for any: one that does not is asked first. */
    private static void bindToFreePort(DatagramChannel channel, InetAddress address) throws IOException {
        FREE_PORT.lock();
        try {
            bind(channel, new InetSocketAddress(address, freePort()));
        } finally {
            FREE_PORT.unlock();
        }
    }

    private static int freePort() throws IOException {
        try (DatagramChannel probe = DatagramChannel.open(StandardProtocolFamily.INET)) {
            probe.bind(new InetSocketAddress(0));
            return ((InetSocketAddress) probe.getLocalAddress()).getPort();
        }
    }

    /** Bound to the group, a socket gets nothing that was sent to another group, or to this machine alone. */
    private static void bind(DatagramChannel channel, InetSocketAddress group) throws IOException {
        try {
            channel.bind(group);
        } catch (BindException e) {
            // Not every system lets one bind to a group; a port that is taken is refused here again.
            channel.bind(new InetSocketAddress(group.getPort()));
        }
    }

    private static Selector selectorOf(DatagramChannel channel) throws IOException {
        Selector selector = Selector.open();
        try {
            channel.register(selector, SelectionKey.OP_READ);
            return selector;
        } catch (Throwable t) {
            selector.close();
            throw t;
        }
    }

    @Override
    public Endpoint group() {
        return group;
    }

    @Override
    public void send(ByteBuffer datagram) throws IOException {
        DatagramChecks.checkSize(datagram);
        boolean empty = !datagram.hasRemaining();
        try {
            while (channel.send(datagram, address) == 0 && !empty) {
                LockSupport.parkNanos(FULL_NANOS);
                checkInterrupt("sending");
            }
        } catch (ClosedChannelException e) {
            throw DatagramChecks.left(group);
        }
    }

    @Override
    public Peer receive(ByteBuffer into, Duration timeout) throws IOException {
        BufferChecks.requireRoom(into, "receive");
        long nanos = Durations.notNegative("timeout", timeout).toNanos();
        long began = System.nanoTime();
        awaitTurn(nanos, timeout);
        try {
            for (Peer sender = receiveNow(into); ; sender = receiveNow(into)) {
                if (sender != null) {
                    return sender;
                }
                long left = nanos - (System.nanoTime() - began);
                if (left <= 0) {
                    throw DatagramChecks.timedOut(timeout);
                }
                checkInterrupt("receiving");
                // Zero would be for ever.
                selector.select(ready -> {}, Math.max(1, Durations.millis(Duration.ofNanos(left))));
            }
        } catch (ClosedChannelException | ClosedSelectorException e) {
            throw DatagramChecks.left(group);
        } finally {
            receiving.unlock();
        }
    }

    private void awaitTurn(long nanos, Duration timeout) throws IOException {
        try {
            // At once if possible: what is there already is received by an interrupted thread as well.
            if (!receiving.tryLock() && !receiving.tryLock(nanos, TimeUnit.NANOSECONDS)) {
                throw DatagramChecks.timedOut(timeout);
            }
        } catch (InterruptedException e) {
            throw DatagramChecks.interrupted("receiving");
        }
    }

    private @Nullable Peer receiveNow(ByteBuffer into) throws IOException {
        InetSocketAddress sender = (InetSocketAddress) channel.receive(into);
        return sender == null ? null : new Peer(sender.getAddress().getHostAddress(), sender.getPort());
    }

    private static void checkInterrupt(String doing) throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw DatagramChecks.interrupted(doing);
        }
    }

    @Override
    public void close() {
        // The channel first: its file is released only when the selector has let go of it.
        try (selector) {
            channel.close();
        } catch (IOException e) {
            // The files are released all the same, and nobody is left to be told.
            return;
        }
    }

    @Override
    public String toString() {
        return group + " on " + networkInterface.getName();
    }
}
