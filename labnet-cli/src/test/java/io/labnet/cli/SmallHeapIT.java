// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.Room;
import io.labnet.xorproto.XorPacket;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers with a small heap, and clients that send many requests and never read; their replies exceed the heap. Other
 * clients are served meanwhile and afterwards.
 */
class SmallHeapIT {
    private static final int CROWD = 1500;
    private static final int TRIES = 20;
    private static final Pattern RESET = Pattern.compile(".* reset: its buffers took \\d+ bytes, .*");
    private static final int DIGITS_OF_100_000 = 456_574;
    private static final byte[] GETDIR = new GetDirectory().encode();
    private static final byte[] SUBMISSION = new XorPacket(true, "test", 12_345_678).encode();

    @TempDir
    private Path folder = Path.of("");

    /** What a client that reads does. */
    private interface Exchange {
        void with(Socket socket) throws Exception;
    }

    @Test
    void crds_survivesClientsThatDoNotRead() throws Exception {
        try (ChildProcess server = start("-Xmx32m", "crds server")) {
            int port = server.awaitPort();
            try (Socket socket = connect(port)) {
                for (int i = 0; i < 5000; i++) {
                    Room room = new Room("a room with a name ".repeat(8) + i, "239.255.255.255", 1024 + i);
                    socket.getOutputStream().write(new MakeRoom(room).encode());
                }
                readListing(socket);
            }
            check(server, port, List.of(GETDIR), SmallHeapIT::readListing);
        }
    }

    @Test
    void xor_survivesClientsThatDoNotRead() throws Exception {
        String scores = "--db=" + folder.resolve("scores.db");
        try (ChildProcess server = start("-Xmx40m", "xor server --words=1000000", scores)) {
            check(server, server.awaitPort(), List.of(SUBMISSION), socket -> {
                socket.getOutputStream().write(SUBMISSION);
                socket.getInputStream().skipNBytes(1_000_000);
            });
        }
    }

    @Test
    void compute_survivesClientsThatDoNotRead() throws Exception {
        try (ChildProcess server = start("-Xmx32m", "compute server")) {
            int port = server.awaitPort();
            // It is computed once and cached.
            try (Socket socket = connect(port)) {
                compute(socket);
            }
            List<byte[]> requests = List.of(ascii("client"), ascii("FACTORIAL"), ascii("100000"));
            check(server, port, requests, SmallHeapIT::compute);
        }
    }

    private static void check(ChildProcess server, int port, List<byte[]> requests, Exchange exchange)
            throws Exception {
        for (int wave = 0; wave < 2; wave++) {
            List<Socket> crowd = new ArrayList<>();
            try {
                join(crowd, port, requests);
                assertServed(port, exchange, server);
            } finally {
                for (Socket socket : crowd) {
                    socket.close();
                }
            }
            assertServed(port, exchange, server);
        }
        server.awaitErrorLine(RESET);
        assertThat(server.terminated().exited(143).err()).doesNotContain("OutOfMemoryError");
    }

    private static void join(List<Socket> crowd, int port, List<byte[]> requests) throws IOException {
        for (int i = 0; i < CROWD; i++) {
            crowd.add(connect(port));
        }
        for (byte[] request : requests) {
            for (Socket socket : crowd) {
                send(socket, request);
            }
        }
    }

    private static void send(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
        } catch (IOException e) {
            // The server has already reset it.
            return;
        }
    }

    /**
     * Serves three clients, one after the other. While the crowd still connects, the server cannot distinguish a client
     * that reads: a client that is reset then tries again.
     */
    private static void assertServed(int port, Exchange exchange, ChildProcess server) throws Exception {
        int inARow = 0;
        for (int i = 0; i < TRIES && inARow < 3; i++) {
            try (Socket socket = connect(port)) {
                exchange.with(socket);
                inARow++;
            } catch (IOException e) {
                inARow = 0;
            }
        }
        assertThat(inARow).as("clients that were served by %s", server).isEqualTo(3);
    }

    private static void readListing(Socket socket) throws IOException {
        socket.getOutputStream().write(GETDIR);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        in.skipNBytes(in.readLong());
    }

    private static void compute(Socket socket) throws IOException {
        socket.getOutputStream().write(ascii("reader"));
        // The beginning of its UUID shows that the name was taken.
        socket.getInputStream().skipNBytes(36);
        socket.getOutputStream().write(ascii("FACTORIAL 100000 "));
        socket.getInputStream().skipNBytes(DIGITS_OF_100_000);
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout((int) ChildProcess.PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ChildProcess start(String heap, String line, String... more) {
        return ChildProcess.labnetIn(heap, line + " --port=0 --quiet", more);
    }
}
