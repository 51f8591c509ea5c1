// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.transport;

import io.labnet.benchmarks.RequestLoad;
import io.labnet.benchmarks.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the processor time that a server needs for a small request of 8 bytes and its reply of 64 bytes. Compares
 * labnet, a bare selector loop, Netty, labnet's sessions by Netty's NIO and epoll, and labnet without and with
 * transcripts, each on one thread, in turn and under the same loads of 64 and of 1,000 connections. Each connection
 * sends its next request when it has received the reply. Only the processor time of the server's process is counted, so
 * other load on the machine matters little. The requests per second are shown as well, but a fast server waits for the
 * one thread that loads it.
 *
 * <p>Arguments: the number of rounds, 5 by default, and the number of requests in each round, 400,000 by default.
 */
public final class SmallRequests {
    private static final List<String> SERVERS =
            List.of("labnet", "selector", "netty", "by-nio", "by-epoll", "untraced", "traced");
    private static final int[] CONNECTIONS = {64, 1000};

    private static final byte[] REQUEST = new byte[SmallRequestServer.REQUEST_BYTES];

    private SmallRequests() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        int requests = args.length > 1 ? Integer.parseInt(args[1]) : 400_000;
        for (int connections : CONNECTIONS) {
            List<ServerProcess> servers = new ArrayList<>();
            List<RequestLoad> loads = new ArrayList<>();
            try {
                for (String kind : SERVERS) {
                    ServerProcess server = ServerProcess.java(SmallRequestServer.class.getName(), List.of(kind));
                    servers.add(server);
                    loads.add(new RequestLoad(server, connections, REQUEST, SmallRequestServer.REPLY_BYTES));
                }
                compare(loads, connections, rounds, requests);
            } finally {
                servers.forEach(ServerProcess::close);
            }
        }
    }

    private static void compare(List<RequestLoad> loads, int connections, int rounds, int requests) throws IOException {
        for (RequestLoad load : loads) {
            load.microsPerRequest(requests);
        }
        double[][] toLabnet = new double[SERVERS.size()][rounds];
        double[][] perSecond = new double[SERVERS.size()][rounds];
        System.out.printf("%d connections, µs of CPU for a request%n%8s", connections, "round");
        SERVERS.forEach(kind -> System.out.printf(" %10s", kind));
        System.out.println();
        for (int round = 0; round < rounds; round++) {
            double[] micros = new double[loads.size()];
            System.out.printf("%8d", round + 1);
            for (int i = 0; i < micros.length; i++) {
                long began = System.nanoTime();
                micros[i] = loads.get(i).microsPerRequest(requests);
                perSecond[i][round] = requests * 1e9 / (System.nanoTime() - began);
                toLabnet[i][round] = micros[i] / micros[0];
                System.out.printf(" %10.2f", micros[i]);
            }
            System.out.println();
        }
        for (int i = 0; i < toLabnet.length; i++) {
            Arrays.sort(toLabnet[i]);
            Arrays.sort(perSecond[i]);
            System.out.printf(
                    "%-10s %.2f times the processor time of labnet, %,.0f requests a second (medians)%n",
                    SERVERS.get(i), toLabnet[i][rounds / 2], perSecond[i][rounds / 2]);
        }
    }
}
