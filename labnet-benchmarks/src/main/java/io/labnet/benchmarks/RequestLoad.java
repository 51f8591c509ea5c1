// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A load for one server. Each connection sends a request, waits for the reply, and sends the request again. There may
 * be further connections, which only read. The caller's thread serves all connections.
 */
public final class RequestLoad {
    private final ServerProcess server;
    private final Selector selector = Selector.open();
    private final List<SelectionKey> asking = new ArrayList<>();
    private final ByteBuffer request;
    private final int replyBytes;
    private final ByteBuffer reply = ByteBuffer.allocateDirect(64 * 1024);

    /**
     * Opens the connections.
     *
     * @param request what each connection sends, always the same
     * @param replyBytes the size of the reply in bytes
     */
    public RequestLoad(ServerProcess server, int connections, byte[] request, int replyBytes) throws IOException {
        this(server, connect(server, connections), connections, request, replyBytes);
    }

    /**
     * Creates a load with connections that are already open, and may have been used before.
     *
     * @param connected the connections, in blocking mode
     * @param askers how many connections send requests, from the beginning of the list; the others only read
     * @param request the request, always the same
     * @param replyBytes the size of the reply in bytes
     */
    public RequestLoad(ServerProcess server, List<SocketChannel> connected, int askers, byte[] request, int replyBytes)
            throws IOException {
        this.server = server;
        this.request = ByteBuffer.allocateDirect(request.length).put(request);
        this.replyBytes = replyBytes;
        for (SocketChannel channel : connected) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            if (asking.size() < askers) {
                key.attach(new Asking());
                asking.add(key);
            }
        }
    }

    /** Opens connections in blocking mode. */
    public static List<SocketChannel> connect(ServerProcess server, int connections) throws IOException {
        List<SocketChannel> connected = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            SocketChannel channel =
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connected.add(channel);
        }
        return connected;
    }

    /** Sends requests, equally many on each connection, and returns the server's processor time for one request. */
    public double microsPerRequest(int requests) throws IOException {
        int each = Math.max(1, requests / asking.size());
        long before = server.cpuMicros();
        for (SelectionKey key : asking) {
            ((Asking) key.attachment()).left = each - 1;
            ask((SocketChannel) key.channel());
        }
        int[] busy = {asking.size()};
        while (busy[0] > 0) {
            selector.select(key -> read(key, busy));
        }
        return (double) (server.cpuMicros() - before) / each / asking.size();
    }

    private void ask(SocketChannel channel) throws IOException {
        channel.write(request.flip());
        if (request.hasRemaining()) {
            throw new IOException("the server takes no requests");
        }
    }

    private void read(SelectionKey key, int[] busy) {
        try {
            SocketChannel channel = (SocketChannel) key.channel();
            int read = channel.read(reply.clear());
            if (read < 0) {
                throw new IOException("the server has closed a connection");
            }
            if (key.attachment() instanceof Asking state) {
                state.received += read;
                while (state.received >= replyBytes) {
                    state.received -= replyBytes;
                    if (state.left > 0) {
                        state.left--;
                        ask(channel);
                    } else {
                        busy[0]--;
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The progress of a connection: the number of requests still to send, and the bytes received of the current reply.
     */
    private static final class Asking {
        private int left;
        private int received;
    }
}
