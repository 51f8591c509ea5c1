// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures the effects of clients that send requests and never read the replies: on a server with a small heap, and on
 * the other clients of that server. Many such clients send a request at the same time, stay connected for a while, and
 * disconnect. Then the server gets SIGTERM.
 *
 * <p>Arguments: {@code crds}, {@code xor} or {@code compute}; then, optionally, the jar of the labnet version to
 * measure, the number of clients that do not read, and the size of the heap.
 */
public final class UnreadReplies {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final Duration STAY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int RECEIVE_BUFFER = 4096;

    /** After this number of failed connections in a row, the server is considered dead. */
    private static final int DEAD = 3;

    private final UnreadReply protocol;
    private final InetSocketAddress server;

    private UnreadReplies(UnreadReply protocol, int port) {
        this.protocol = protocol;
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        UnreadReply protocol = UnreadReply.of(args[0]);
        int count = args.length > 2 ? Integer.parseInt(args[2]) : protocol.clients();
        String heap = args.length > 3 ? args[3] : protocol.heap();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap));
        // Another version of labnet is given as a jar, and started by it: the main class of that version may have
        // another name.
        command.addAll(
                args.length > 1
                        ? List.of("-jar", args[1])
                        : List.of("-cp", System.getProperty("java.class.path"), "io.labnet.cli.Labnet"));
        command.addAll(protocol.options());
        System.out.printf("%s, heap %s, %,d clients that do not read%n", args[0], heap, count);
        try (ServerProcess process = ServerProcess.start(command)) {
            UnreadReplies run = new UnreadReplies(protocol, process.port());
            run.measure(process, count);
            System.out.printf("  at SIGTERM     %s%n", process.terminate(PATIENCE));
        }
    }

    private void measure(ServerProcess process, int count) throws IOException, InterruptedException {
        protocol.prepare(server);
        System.out.printf("  before         %s, heap %s%n", served(5), heap(process));
        List<Socket> unread = attack(count);
        System.out.printf("  %,d asked, while they stay:%n", unread.size());
        System.out.printf("  meanwhile      %s, heap %s%n", served((int) STAY.toSeconds() * 2), heap(process));
        for (Socket socket : unread) {
            socket.close();
        }
        TimeUnit.SECONDS.sleep(2);
        System.out.printf("  they have left %s, heap %s%n", served(5), heap(process));
        System.out.printf("  process        %s%n", process.isAlive() ? "alive" : "dead");
    }

    private List<Socket> attack(int count) throws IOException {
        List<Socket> open = new ArrayList<>(count);
        int failures = 0;
        while (open.size() < count && failures < DEAD) {
            Socket socket = new Socket();
            try {
                socket.setReceiveBufferSize(RECEIVE_BUFFER);
                socket.connect(server, TIMEOUT_MILLIS);
                open.add(socket);
                failures = 0;
            } catch (IOException e) {
                socket.close();
                failures++;
            }
        }
        for (byte[] part : protocol.requests()) {
            for (Socket socket : open) {
                send(socket, part);
            }
        }
        return open;
    }

    private static void send(Socket socket, byte[] part) {
        try {
            socket.getOutputStream().write(part);
        } catch (IOException e) {
            // The server has closed this connection, as it should if there are too many.
            return;
        }
    }

    /**
     * Runs clients one after the other, half a second apart; each client reads its reply. Returns how many clients got
     * a reply, and how fast.
     */
    private String served(int clients) throws InterruptedException {
        int served = 0;
        long slowest = 0;
        for (int i = 0; i < clients; i++) {
            long begin = System.nanoTime();
            try (Socket socket = new Socket()) {
                socket.connect(server, TIMEOUT_MILLIS);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                protocol.exchange(socket);
                served++;
                slowest = Math.max(slowest, System.nanoTime() - begin);
            } catch (IOException e) {
                System.out.printf("  not served: %s%n", e);
                if (served == 0 && i >= DEAD) {
                    break;
                }
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return String.format("%d of %d served, the slowest in %d ms", served, clients, slowest / 1_000_000);
    }

    private static String heap(ServerProcess process) {
        try {
            return String.format("%,d bytes", process.liveBytes());
        } catch (IOException e) {
            return "unknown: it does not answer";
        }
    }
}
