// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram.internal;

import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.core.transport.internal.engine.DatagramServer;
import io.labnet.core.transport.internal.engine.SelectorLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A UDP socket that passes its datagrams to a conversation. */
public final class UdpServer extends DatagramServer implements SelectorLoop.Selected {
    /** The largest number of datagrams read per event; a limit is needed so that timers run under load. */
    private static final int MAX_READS_PER_EVENT = 64;

    /** How long the server waits before it reads again, if two reads in a row have failed. */
    private static final Duration READ_RETRY_DELAY = Duration.ofMillis(100);

    private final DatagramChannel channel;
    private final SelectorLoop loop;
    private final @Nullable SendFaults faults;
    private boolean failing;

    /** The last sender, which is usually the next recipient. */
    private @Nullable Peer lastPeer;

    private @Nullable InetSocketAddress lastAddress;

    private UdpServer(
            Endpoint endpoint,
            DatagramChannel channel,
            DatagramConversation<?, ?> conversation,
            ServerListener listener,
            DatagramFaults faults)
            throws IOException {
        super(endpoint, conversation, listener);
        this.faults = SendFaults.of(faults);
        this.channel = channel;
        this.loop = new SelectorLoop(this, "labnet-udp-" + endpoint.port());
    }

    /**
     * Starts serving.
     *
     * @param host the host of the endpoint, as the caller wrote it: a name or an address
     * @param channel a bound, non-blocking channel; closed if starting fails
     * @param faults the faults of the datagrams that the server sends
     */
    public static UdpServer start(
            String host,
            DatagramChannel channel,
            DatagramConversation<?, ?> conversation,
            ServerListener listener,
            DatagramFaults faults)
            throws IOException {
        try {
            Endpoint endpoint = new Endpoint(host, UdpChannels.port(channel));
            UdpServer server = new UdpServer(endpoint, channel, conversation, listener, faults);
            try {
                server.start(server.loop);
                return server;
            } catch (Throwable t) {
                server.loop.release();
                throw t;
            }
        } catch (Throwable t) {
            // Catches errors, too, because an open channel would keep the port bound as long as the process lives.
            channel.close();
            throw t;
        }
    }

    @Override
    protected void receive() {
        try {
            channel.register(loop.selector(), SelectionKey.OP_READ, this);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void selected(SelectionKey key) {
        try {
            for (int i = 0; i < MAX_READS_PER_EVENT; i++) {
                ByteBuffer in = buffer();
                InetSocketAddress from = (InetSocketAddress) channel.receive(in);
                if (from == null) {
                    return;
                }
                failing = false;
                Peer peer = UdpChannels.peer(from);
                lastPeer = peer;
                lastAddress = from;
                arrived(in.flip(), peer);
            }
        } catch (IOException e) {
            // The failure may be that of a datagram sent earlier: some systems report here that it did not reach its
            // recipient.
            listener().failed(null, e);
            if (failing) {
                SelectorLoop.interest(key, 0);
                schedule(READ_RETRY_DELAY.toNanos(), () -> SelectorLoop.interest(key, SelectionKey.OP_READ));
            }
            failing = true;
        }
    }

    @Override
    public void transmit(ByteBuffer datagram, Peer to) {
        InetSocketAddress address = lastAddress;
        if (address == null || !to.equals(lastPeer)) {
            address = UdpChannels.address(to);
        }
        if (faults == null) {
            sendNow(datagram, address, to);
            return;
        }
        for (SendFaults.Addressed next : faults.next(datagram, address)) {
            sendNow(next.bytes(), next.to(), UdpChannels.peer(next.to()));
        }
    }

    private void sendNow(ByteBuffer datagram, InetSocketAddress address, Peer to) {
        int bytes = datagram.remaining();
        try {
            if (channel.send(datagram, address) < bytes) {
                listener()
                        .failed(
                                to,
                                new IOException("the send buffer is full: a datagram of " + bytes + " bytes is lost"));
            } else {
                listener().sent(to, bytes);
            }
        } catch (UnsupportedAddressTypeException e) {
            throw new IllegalArgumentException(
                    endpoint() + " can't send to " + to + ": one has IPv4, the other IPv6", e);
        } catch (IOException e) {
            listener().failed(to, e);
        }
    }

    @Override
    protected void closeSocket() {
        try {
            channel.close();
        } catch (IOException e) {
            listener().failed(null, e);
        }
    }
}
