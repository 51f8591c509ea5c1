// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.ProtocolException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records connections in a {@link PcapngFile}, as TCP segments with invented handshakes and sequence numbers. Each
 * packet has as a comment the messages that it completes and the rules that they break. Where an address is not known,
 * as with Unix sockets and in memory, one is invented: 127.0.0.1 with ports from 1024 up for clients, and port 1 for
 * servers. Bytes are recorded as they were sent, secrets too.
 */
public final class PcapngRecorder {
    private static final System.Logger LOGGER = System.getLogger(PcapngRecorder.class.getName());
    private static final int FIRST_PORT = 1024;
    private static final int PORTS = 0x10000 - FIRST_PORT;
    private static final int SERVER_PORT = 1;

    private final PcapngFile file;
    private final InetSocketAddress server;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();

    /**
     * Creates a recorder of the connections to a server.
     *
     * @param file receives the packets of all connections; the caller closes it
     * @param serverHost the address of the server as a literal; anything else if it is not known
     * @param serverPort the port of the server; 0 if it is not known
     */
    public PcapngRecorder(PcapngFile file, String serverHost, int serverPort) {
        this.file = Objects.requireNonNull(file, "file");
        this.server = IpPackets.address(serverHost, serverPort, SERVER_PORT);
    }

    /**
     * Records a new connection. If writing fails, this is logged once and nothing more is recorded.
     *
     * @param clientHost the address of the client as a literal; anything else if it is not known
     * @param clientPort the port of the client; 0 if it is not known
     * @return the listener of the connection
     */
    public TranscriptListener connection(String clientHost, int clientPort) {
        int invented = FIRST_PORT + connections.getAndIncrement() % PORTS;
        return new Segments(IpPackets.address(clientHost, clientPort, invented));
    }

    private void write(Instant time, byte[] packet, String comment) {
        if (failed.get()) {
            return;
        }
        try {
            file.packet(time, packet, comment);
        } catch (IOException e) {
            if (!failed.getAndSet(true)) {
                LOGGER.log(Level.WARNING, "nothing more is recorded: {0}", e.getMessage());
            }
        }
    }

    /** The segments of one connection. */
    private final class Segments implements TranscriptListener {
        private final InetSocketAddress client;

        private int nextOfClient;
        private int nextOfServer;

        Segments(InetSocketAddress client) {
            this.client = client;
        }

        private void segment(Instant time, Side from, int flags, byte[] payload, String comment) {
            boolean ofClient = from == Side.CLIENT;
            byte[] packet = ofClient
                    ? IpPackets.tcp(client, server, nextOfClient, nextOfServer, flags, payload)
                    : IpPackets.tcp(server, client, nextOfServer, nextOfClient, flags, payload);
            write(time, packet, comment);
            int counted = payload.length + ((flags & (IpPackets.SYN | IpPackets.FIN)) == 0 ? 0 : 1);
            nextOfClient += ofClient ? counted : 0;
            nextOfServer += ofClient ? 0 : counted;
        }

        private void segment(Instant time, Side from, int flags, String comment) {
            segment(time, from, flags, new byte[0], comment);
        }

        @Override
        public void opened(Instant time, String clientName, String serverName) {
            segment(time, Side.CLIENT, IpPackets.SYN, clientName + " connected to " + serverName);
            segment(time, Side.SERVER, IpPackets.SYN | IpPackets.ACK, "");
            segment(time, Side.CLIENT, IpPackets.ACK, "");
        }

        @Override
        public void data(Instant time, Side sender, byte[] bytes, List<Entry> entries) {
            for (int begin = 0; begin < bytes.length; begin += IpPackets.MAX_PAYLOAD) {
                int end = Math.min(bytes.length, begin + IpPackets.MAX_PAYLOAD);
                String comment = end == bytes.length ? comment(sender, entries) : "";
                segment(time, sender, IpPackets.PSH | IpPackets.ACK, Arrays.copyOfRange(bytes, begin, end), comment);
            }
        }

        @Override
        public void completed(Instant time, Side sender, List<Entry> entries) {
            segment(time, sender, IpPackets.ACK, comment(sender, entries));
        }

        @Override
        public void ended(Instant time, Side sender, @Nullable ProtocolException breach) {
            segment(time, sender, IpPackets.FIN | IpPackets.ACK, breach == null ? "" : sender + ": " + words(breach));
        }

        @Override
        public void noted(Instant time, Side side, String what) {
            segment(time, side, IpPackets.ACK, side + " " + what);
        }

        @Override
        public void closed(Instant time, @Nullable Side breaker, @Nullable String broken) {
            if (broken != null) {
                segment(time, breaker == null ? Side.SERVER : breaker, IpPackets.RST | IpPackets.ACK, broken);
            }
        }
    }

    private static String comment(Side sender, List<Entry> entries) {
        return entries.stream()
                .map(Entry::description)
                .map(said ->
                        sender + ": " + said.words() + (said.breach() == null ? "" : "\n! " + words(said.breach())))
                .collect(Collectors.joining("\n"));
    }

    private static String words(ProtocolException breach) {
        return String.valueOf(breach.getMessage());
    }
}
