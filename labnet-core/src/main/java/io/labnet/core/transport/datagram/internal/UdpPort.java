// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram.internal;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.DatagramPort;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.core.transport.internal.engine.BufferChecks;
import io.labnet.core.transport.internal.engine.Durations;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket with blocking methods. Its channel is non-blocking, because an interrupt would close a blocking channel;
 * threads wait on a selector.
 */
public class UdpPort implements DatagramPort {
    /**
     * The delay before a send is retried when the send buffer is full. The buffer drains at the speed of the network,
     * so one retry is usually enough.
     */
    private static final long SEND_RETRY_NANOS = 1_000_000;

    private final Endpoint endpoint;
    private final DatagramChannel channel;
    private final Selector selector;

    /**
     * Held by the thread that receives. A second thread waits for this lock with a timeout; it would have to wait for
     * the selector without a timeout.
     */
    private final ReentrantLock receiving = new ReentrantLock();

    private final @Nullable SendFaults faults;

    private volatile @Nullable Recipient last;

    /** A recipient and its resolved address. */
    private record Recipient(Endpoint endpoint, InetSocketAddress address) {}

    /**
     * Takes over a channel. Closes the channel if the constructor fails.
     *
     * @param host the host of the endpoint, as the caller wrote it: a name or an address
     * @param faults the faults of the datagrams that this port sends
     */
    public UdpPort(String host, DatagramChannel channel, DatagramFaults faults) throws IOException {
        this.channel = channel;
        this.faults = SendFaults.of(faults);
        try {
            this.endpoint = new Endpoint(host, UdpChannels.port(channel));
            this.selector = selectorOf(channel);
        } catch (Throwable t) {
            channel.close();
            throw t;
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
    public final Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public final void send(ByteBuffer datagram, Endpoint to) throws IOException {
        send(datagram, address(to), to);
    }

    @Override
    public final void send(ByteBuffer datagram, Peer to) throws IOException {
        send(datagram, UdpChannels.address(to), to);
    }

    private void send(ByteBuffer datagram, InetSocketAddress address, Object to) throws IOException {
        DatagramChecks.checkSize(datagram);
        if (faults == null) {
            sendNow(datagram, address, to);
            return;
        }
        for (SendFaults.Addressed next : faults.next(datagram, address)) {
            sendNow(next.bytes(), next.to(), to);
        }
    }

    private void sendNow(ByteBuffer datagram, InetSocketAddress address, Object to) throws IOException {
        boolean empty = !datagram.hasRemaining();
        try {
            while (channel.send(datagram, address) == 0 && !empty) {
                LockSupport.parkNanos(SEND_RETRY_NANOS);
                checkInterrupt("sending");
            }
        } catch (ClosedChannelException e) {
            throw closed();
        } catch (UnsupportedAddressTypeException e) {
            throw new SocketException(endpoint + " can't send to " + to + ": one has IPv4, the other IPv6");
        }
    }

    private InetSocketAddress address(Endpoint to) throws IOException {
        Recipient known = last;
        if (known == null || !known.endpoint.equals(to)) {
            known = new Recipient(to, new InetSocketAddress(InetAddress.getByName(to.host()), to.port()));
            last = known;
        }
        return known.address;
    }

    @Override
    public final Peer receive(ByteBuffer into, Duration timeout) throws IOException {
        BufferChecks.requireRoom(into, "receive");
        long nanos = Durations.notNegative("timeout", timeout).toNanos();
        long began = System.nanoTime();
        lockForReceiving(nanos, timeout);
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
                // At least 1, because 0 means no timeout.
                selector.select(ready -> {}, Math.max(1, Durations.millis(Duration.ofNanos(left))));
            }
        } catch (ClosedChannelException | ClosedSelectorException e) {
            throw closed();
        } finally {
            receiving.unlock();
        }
    }

    private void lockForReceiving(long nanos, Duration timeout) throws IOException {
        try {
            // tryLock() without a timeout comes first, because it also succeeds in an interrupted thread, which may
            // still receive datagrams that have already arrived.
            if (!receiving.tryLock() && !receiving.tryLock(nanos, TimeUnit.NANOSECONDS)) {
                throw DatagramChecks.timedOut(timeout);
            }
        } catch (InterruptedException e) {
            throw DatagramChecks.interrupted("receiving");
        }
    }

    private @Nullable Peer receiveNow(ByteBuffer into) throws IOException {
        InetSocketAddress sender = (InetSocketAddress) channel.receive(into);
        return sender == null ? null : UdpChannels.peer(sender);
    }

    private static void checkInterrupt(String doing) throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw DatagramChecks.interrupted(doing);
        }
    }

    /** Creates the exception for a closed port. */
    SocketException closed() {
        return DatagramChecks.closed(endpoint);
    }

    @Override
    public final void close() {
        // The selector is closed after the channel, even if closing the channel fails: only then is the channel
        // deregistered, and its file descriptor released.
        try (selector) {
            channel.close();
        } catch (IOException e) {
            // close() declares no exception, and the file descriptors are released even if closing fails.
            return;
        }
    }

    @Override
    public String toString() {
        return endpoint + " by UDP";
    }
}
