// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.transport;

import io.labnet.benchmarks.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Measures the processor time that a chat server needs to deliver a message to one member. Compares labnet's
 * {@code Group} with Netty's {@code ChannelGroup}, each on one thread, in turn and under the same load. The load is
 * 1,000 members, and 100 messages per second of 64 bytes each. Checks that each member receives each message once, and
 * all members in the same order.
 *
 * <p>Arguments: the number of rounds, 5 by default, and the duration of each round in seconds, 3 by default.
 */
public final class ChatFanOut {
    private static final List<String> SERVERS = List.of("labnet", "netty");
    private static final int MEMBERS = 1000;
    private static final int MESSAGES_PER_SECOND = 100;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private ChatFanOut() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        int messages = MESSAGES_PER_SECOND * (args.length > 1 ? Integer.parseInt(args[1]) : 3);
        List<Room> rooms = new ArrayList<>();
        try {
            for (String kind : SERVERS) {
                rooms.add(new Room(ServerProcess.java(ChatServer.class.getName(), List.of(kind))));
            }
            for (Room room : rooms) {
                room.microsPerTelling(messages);
            }
            double[] ratios = new double[rounds];
            System.out.printf("%8s %10s %10s   µs of CPU to tell a message to a member%n", "round", "labnet", "netty");
            for (int i = 0; i < rounds; i++) {
                double ours = rooms.get(0).microsPerTelling(messages);
                double netty = rooms.get(1).microsPerTelling(messages);
                ratios[i] = netty / ours;
                System.out.printf("%8d %10.2f %10.2f%n", i + 1, ours, netty);
            }
            Arrays.sort(ratios);
            System.out.printf("labnet is %.2f times as good as netty (median)%n", ratios[rounds / 2]);
        } finally {
            rooms.forEach(room -> room.server.close());
        }
    }

    /** The members of one server's chat; all run on the caller's thread. */
    private static final class Room {
        private final ServerProcess server;
        private final Selector selector = Selector.open();
        private final List<Member> members = new ArrayList<>();
        private final ByteBuffer message = ByteBuffer.allocateDirect(ChatServer.MESSAGE_BYTES);
        private final ByteBuffer heard = ByteBuffer.allocateDirect(64 * 1024);
        private int silent;

        Room(ServerProcess server) throws IOException {
            this.server = server;
            for (int i = 0; i < MEMBERS; i++) {
                SocketChannel member =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
                member.configureBlocking(false);
                members.add(new Member(member));
                member.register(selector, SelectionKey.OP_READ, members.get(i));
            }
        }

        double microsPerTelling(int messages) throws IOException {
            long before = server.cpuMicros();
            long began = System.nanoTime();
            members.forEach(member -> member.expect(messages));
            silent = MEMBERS;
            for (int i = 0; i < messages; i++) {
                long due = began + i * NANOS_PER_SECOND / MESSAGES_PER_SECOND;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    hear();
                }
                members.get(i % MEMBERS).channel.write(message.clear().putLong(0, i));
            }
            while (silent > 0) {
                hear();
            }
            check(messages);
            return (double) (server.cpuMicros() - before) / messages / MEMBERS;
        }

        private void hear() throws IOException {
            selector.select(this::hear, 1);
        }

        private void hear(SelectionKey key) {
            try {
                if (((Member) key.attachment()).hear(heard.clear())) {
                    silent--;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void check(int messages) {
            long[] order = members.get(0).order;
            long[] sorted = order.clone();
            Arrays.sort(sorted);
            if (!Arrays.equals(sorted, LongStream.range(0, messages).toArray())) {
                throw new IllegalStateException("a message was lost or told twice");
            }
            for (Member member : members) {
                if (!Arrays.equals(order, member.order)) {
                    throw new IllegalStateException("two members were told in different orders");
                }
            }
        }
    }

    /** A connection, and the numbers of the messages that it has received, in order. */
    private static final class Member {
        private final SocketChannel channel;
        private final ByteBuffer begun = ByteBuffer.allocate(ChatServer.MESSAGE_BYTES);
        private long[] order = {};
        private int told;

        Member(SocketChannel channel) {
            this.channel = channel;
        }

        void expect(int messages) {
            order = new long[messages];
            told = 0;
        }

        /** Reads once, and returns whether all expected messages have arrived. */
        boolean hear(ByteBuffer buffer) throws IOException {
            if (channel.read(buffer) < 0) {
                throw new IOException("the server has closed a connection");
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                begun.put(buffer.get());
                if (!begun.hasRemaining()) {
                    order[told++] = begun.flip().getLong();
                    begun.clear();
                }
            }
            return told == order.length;
        }
    }
}
