// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.transport;

import io.labnet.benchmarks.RequestLoad;
import io.labnet.benchmarks.ServerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Measures what a crowd of bad clients costs good ones: first the good clients alone, then beside connections that are
 * idle, that send a byte of a request now and then, and that send requests but read no reply, then alone again. The
 * first seconds of the crowd are a phase of their own, because the server then fills the buffers of the connections
 * that read no reply. Also shows what the server still holds when the crowd has left. A good client sends at fixed
 * times, and a reply counts from the time at which its request was due, so that no delay hides the next.
 *
 * <p>Arguments: the number of idle connections, 10,000 by default, and the seconds of each other phase, 20 by
 * default.
 */
public final class CrowdedServer {
    private static final int GOOD = 20;
    private static final int DRIPPING = 200;
    private static final int DEAF = 50;
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long DRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WARM_UP = 1000;
    private static final int ARRIVAL_SECONDS = 5;

    private final ServerProcess server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private CrowdedServer(ServerProcess server) {
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        int idle = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        try (ServerProcess server = ServerProcess.java(SmallRequestServer.class.getName(), List.of("labnet"))) {
            new CrowdedServer(server).run(idle, seconds);
        }
    }

    private void run(int idle, int seconds) throws Exception {
        // As many connections as later, so that the server's tables have their size before the first phase.
        close(RequestLoad.connect(server, idle + WARM_UP));
        replyTimes("warm-up", seconds);
        String before = held();
        long quiet = replyTimes("quiet", seconds);
        AtomicBoolean crowded = new AtomicBoolean(true);
        List<SocketChannel> connections = RequestLoad.connect(server, idle);
        Future<Integer> dripped = threads.submit(() -> drip(crowded));
        Future<Integer> unread = threads.submit(() -> sendWithoutReading(crowded));
        replyTimes("arriving", ARRIVAL_SECONDS);
        long crowd = replyTimes("crowded", seconds);
        System.out.printf("crowded: %s%n", held());
        crowded.set(false);
        System.out.printf(
                "%d connections of the %d that drip were closed, and %d of the %d that do not read%n",
                dripped.get(), DRIPPING, unread.get(), DEAF);
        close(connections);
        replyTimes("after", seconds);
        System.out.printf("before: %s%nafter:  %s%n", before, held());
        System.out.printf("p99 crowded / quiet: %.2f%n", (double) crowd / quiet);
        threads.shutdown();
    }

    /** Prints percentiles, and returns the 99th in nanoseconds. */
    private long replyTimes(String phase, int seconds) throws Exception {
        List<Future<long[]>> clients = new ArrayList<>();
        for (int i = 0; i < GOOD; i++) {
            clients.add(threads.submit(() -> ask(seconds)));
        }
        LongStream all = LongStream.empty();
        for (Future<long[]> client : clients) {
            all = LongStream.concat(all, Arrays.stream(client.get()));
        }
        long[] sorted = all.sorted().toArray();
        long p99 = sorted[sorted.length * 99 / 100];
        System.out.printf(
                "%-8s %,d requests, ms: p50 %.2f, p99 %.2f, largest %.2f%n",
                phase, sorted.length, sorted[sorted.length / 2] / 1e6, p99 / 1e6, sorted[sorted.length - 1] / 1e6);
        return p99;
    }

    private long[] ask(int seconds) throws IOException {
        long[] nanos = new long[(int) (TimeUnit.SECONDS.toNanos(seconds) / PERIOD_NANOS)];
        ByteBuffer request = ByteBuffer.allocate(SmallRequestServer.REQUEST_BYTES);
        ByteBuffer reply = ByteBuffer.allocate(SmallRequestServer.REPLY_BYTES);
        try (SocketChannel channel = RequestLoad.connect(server, 1).get(0)) {
            long due = System.nanoTime();
            for (int i = 0; i < nanos.length; i++) {
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                channel.write(request.rewind());
                reply.clear();
                while (reply.hasRemaining() && channel.read(reply) >= 0) {
                    // Reads the rest.
                }
                nanos[i] = System.nanoTime() - due;
                due += PERIOD_NANOS;
            }
        }
        return nanos;
    }

    /** Sends a byte on each connection again and again. Returns how many of the connections the server has closed. */
    private int drip(AtomicBoolean crowded) throws IOException {
        List<SocketChannel> dripping = RequestLoad.connect(server, DRIPPING);
        writeInTurn(dripping, 1, crowded);
        close(dripping);
        return DRIPPING - dripping.size();
    }

    /** Sends as many requests as the server takes. Returns how many of the connections the server has closed. */
    private int sendWithoutReading(AtomicBoolean crowded) throws IOException {
        List<SocketChannel> deaf = RequestLoad.connect(server, DEAF);
        for (SocketChannel channel : deaf) {
            channel.configureBlocking(false);
        }
        writeInTurn(deaf, 64 * 1024, crowded);
        close(deaf);
        return DEAF - deaf.size();
    }

    /** Writes on each connection once in a period, one after the other, since clients do not agree on their times. */
    private static void writeInTurn(List<SocketChannel> channels, int bytes, AtomicBoolean crowded) {
        int writers = channels.size();
        while (crowded.get()) {
            channels.removeIf(channel -> {
                LockSupport.parkNanos(DRIP_NANOS / writers);
                return !write(channel, ByteBuffer.allocate(bytes));
            });
        }
    }

    private static boolean write(SocketChannel channel, ByteBuffer bytes) {
        try {
            channel.write(bytes);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Describes what the server's process holds. */
    private String held() throws IOException {
        Path process = Path.of("/proc", Long.toString(server.pid()));
        try (Stream<Path> files = Files.list(process.resolve("fd"));
                Stream<Path> tasks = Files.list(process.resolve("task"))) {
            return String.format(
                    "%,d open files, %d threads, %,d bytes of live objects",
                    files.count(), tasks.count(), server.liveBytes());
        }
    }

    private static void close(List<SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
