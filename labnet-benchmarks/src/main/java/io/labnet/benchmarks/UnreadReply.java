// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks;

import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.Room;
import io.labnet.xorproto.XorPacket;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A protocol to measure in {@link UnreadReplies}. */
interface UnreadReply {
    static UnreadReply of(String name) {
        return switch (name) {
            case "crds" -> new Directory();
            case "xor" -> new Text();
            case "compute" -> new Factorials();
            default -> throw new IllegalArgumentException("'" + name + "' is not crds, xor or compute");
        };
    }

    /** Returns how many clients to run: so many that all their unread replies together do not fit in the heap. */
    int clients();

    /** Returns the size of the heap, in the form of the JVM's option {@code -Xmx}. */
    String heap();

    List<String> options() throws IOException;

    default void prepare(InetSocketAddress server) throws IOException {}

    /**
     * Returns the parts of one request; each part is sent in a separate write. The reply is larger than a socket's
     * buffers.
     */
    List<byte[]> requests();

    /** Sends a request and reads the reply. */
    void exchange(Socket socket) throws IOException;

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The reply is a listing of 5,000 rooms, about 700 kB: larger than the socket buffers of a connection. */
    final class Directory implements UnreadReply {
        private static final int ROOMS = 5000;
        private static final byte[] GETDIR = new GetDirectory().encode();

        @Override
        public int clients() {
            return 8000;
        }

        @Override
        public String heap() {
            return "256m";
        }

        @Override
        public List<String> options() {
            return List.of("crds", "server", "--port=0", "--quiet");
        }

        @Override
        public void prepare(InetSocketAddress server) throws IOException {
            try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
                for (int i = 0; i < ROOMS; i++) {
                    Room room = new Room("a room with a name ".repeat(6) + i, "239.255.255.255", 1024 + i);
                    socket.getOutputStream().write(new MakeRoom(room).encode());
                }
                readListing(socket);
            }
        }

        @Override
        public List<byte[]> requests() {
            return List.of(GETDIR);
        }

        @Override
        public void exchange(Socket socket) throws IOException {
            readListing(socket);
        }

        private static void readListing(Socket socket) throws IOException {
            socket.getOutputStream().write(GETDIR);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.skipNBytes(in.readLong());
        }
    }

    /** The reply is a text of about 10 MB. */
    final class Text implements UnreadReply {
        private static final int WORDS = 1_400_000;
        private static final int TAKEN = 1_000_000;
        private static final byte[] REQUEST = new XorPacket(true, "test", 12_345_678).encode();

        @Override
        public int clients() {
            return 4000;
        }

        @Override
        public String heap() {
            return "160m";
        }

        @Override
        public List<String> options() throws IOException {
            String scores =
                    Files.createTempDirectory("labnet").resolve("scores.db").toString();
            return List.of("xor", "server", "--port=0", "--quiet", "--words=" + WORDS, "--db=" + scores);
        }

        @Override
        public List<byte[]> requests() {
            return List.of(REQUEST);
        }

        @Override
        public void exchange(Socket socket) throws IOException {
            socket.getOutputStream().write(REQUEST);
            socket.getInputStream().skipNBytes(TAKEN);
        }
    }

    /** The reply is a factorial of 456,574 digits, which has been computed before the measurement. */
    final class Factorials implements UnreadReply {
        private static final int DIGITS = 456_574;
        private static final List<byte[]> REQUESTS = List.of(ascii("FACTORIAL"), ascii("100000"));

        @Override
        public int clients() {
            return 6000;
        }

        @Override
        public String heap() {
            return "128m";
        }

        @Override
        public List<String> options() {
            return List.of("compute", "server", "--port=0", "--quiet");
        }

        @Override
        public void prepare(InetSocketAddress server) throws IOException {
            try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
                exchange(socket);
            }
        }

        @Override
        public List<byte[]> requests() {
            return List.of(ascii("client"), REQUESTS.get(0), REQUESTS.get(1));
        }

        @Override
        public void exchange(Socket socket) throws IOException {
            socket.getOutputStream().write(ascii("reader"));
            socket.getInputStream().skipNBytes(1);
            for (byte[] part : REQUESTS) {
                pause();
                socket.getOutputStream().write(part);
            }
            socket.getInputStream().skipNBytes(DIGITS);
        }

        /** Waits, because this protocol's messages are separated only by pauses. */
        private static void pause() throws IOException {
            try {
                TimeUnit.MILLISECONDS.sleep(150);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
