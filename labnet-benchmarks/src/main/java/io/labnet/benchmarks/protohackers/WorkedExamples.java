// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.protohackers;

import io.labnet.benchmarks.RequestLoad;
import io.labnet.benchmarks.ServerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares three worked examples with equivalent servers on Netty: the number of lines, without imports, blank lines
 * and comments, and the processor time for a request. Each server has one thread; they run in turn under the same load.
 * The chat has 100 members, two of whom send lines; each delivery of a line to one member counts as a request.
 *
 * <p>Arguments: the number of rounds, 5 by default, and the number of requests in each round, 200,000 by default. Run
 * this program in the root of the source tree, because it reads the source files.
 */
public final class WorkedExamples {
    private static final Path EXAMPLES =
            Path.of("labnet-examples", "src", "main", "java", "io", "labnet", "examples", "protohackers");
    private static final Path NETTY =
            Path.of("labnet-benchmarks", "src", "main", "java", "io", "labnet", "benchmarks", "protohackers");

    private static final int CONNECTIONS = 100;
    private static final int TALKERS = 2;

    private WorkedExamples() {}

    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        int requests = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
        System.out.printf(
                "%-14s %12s %12s %14s %14s %8s%n", "", "lines", "with Netty", "µs a request", "with Netty", "ratio");
        compare("PrimeTime", rounds, requests, server -> {
            byte[] request = bytes("{\"method\":\"isPrime\",\"number\":1000003}\n");
            return new RequestLoad(server, CONNECTIONS, request, "{'method':'isPrime','prime':true}\n".length());
        });
        compare("MeansToAnEnd", rounds, requests, server -> {
            byte[] insertAndQuery = ByteBuffer.allocate(18)
                    .put((byte) 'I')
                    .putInt(1)
                    .putInt(2)
                    .put((byte) 'Q')
                    .putInt(0)
                    .putInt(1)
                    .array();
            return new RequestLoad(server, CONNECTIONS, insertAndQuery, Integer.BYTES);
        });
        compare("BudgetChat", rounds, requests, server -> {
            byte[] line = bytes("I say what I have said before, again and again.\n");
            int heard = ("[" + name(0) + "] ").length() + line.length;
            return new RequestLoad(server, members(server), TALKERS, line, heard);
        });
    }

    /** Creates the load for a server that has just been started. */
    private interface Loading {
        RequestLoad of(ServerProcess server) throws IOException;
    }

    private static void compare(String name, int rounds, int requests, Loading loading) throws IOException {
        // The chat server sends each line to all other members.
        int perRequest = name.equals("BudgetChat") ? CONNECTIONS - 1 : 1;
        try (ServerProcess ours = ServerProcess.java(OneLoop.class.getName(), List.of(name));
                ServerProcess theirs = ServerProcess.java(OneLoop.class.getName(), List.of("Netty" + name))) {
            RequestLoad load = loading.of(ours);
            RequestLoad nettyLoad = loading.of(theirs);
            double[] micros = new double[rounds];
            double[] nettyMicros = new double[rounds];
            double[] ratios = new double[rounds];
            // The first round is not counted: it lets the JIT compiler warm up.
            for (int round = -1; round < rounds; round++) {
                double labnet = load.microsPerRequest(requests / perRequest) / perRequest;
                double netty = nettyLoad.microsPerRequest(requests / perRequest) / perRequest;
                if (round >= 0) {
                    micros[round] = labnet;
                    nettyMicros[round] = netty;
                    ratios[round] = netty / labnet;
                }
            }
            System.out.printf(
                    "%-14s %12d %12d %14.2f %14.2f %8.2f%n",
                    name,
                    lines(EXAMPLES.resolve(name + ".java")),
                    lines(NETTY.resolve("Netty" + name + ".java")),
                    median(micros),
                    median(nettyMicros),
                    median(ratios));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Counts lines of code: all except blank lines, imports, comment lines and {@code @SuppressWarnings}. */
    private static long lines(Path source) throws IOException {
        try (Stream<String> lines = Files.lines(source)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("import ") && !line.startsWith("@Suppress"))
                    .filter(line -> !line.startsWith("//") && !line.startsWith("/*") && !line.startsWith("*"))
                    .count();
        }
    }

    /** Connects all members to the chat room, and reads the messages that the server sends when a member enters. */
    private static List<SocketChannel> members(ServerProcess server) throws IOException {
        List<SocketChannel> members = RequestLoad.connect(server, CONNECTIONS);
        for (int i = 0; i < CONNECTIONS; i++) {
            members.get(i).write(ByteBuffer.wrap(bytes(name(i) + "\n")));
            // Waits for the list of names: only after it does the server send this member the messages of others.
            skipThrough(members.get(i), "* The room contains: ");
            skipThrough(members.get(i), "\n");
        }
        for (SocketChannel member : members.subList(0, CONNECTIONS - 1)) {
            skipThrough(member, name(CONNECTIONS - 1) + " has entered the room\n");
        }
        return members;
    }

    private static void skipThrough(SocketChannel channel, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (read.length() < end.length()
                || !read.substring(read.length() - end.length()).equals(end)) {
            if (channel.read(one.clear()) < 0) {
                throw new IOException("the server closed a connection after sending '" + read + "'");
            }
            read.append((char) one.get(0));
        }
    }

    private static String name(int member) {
        return "user" + (100 + member);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
