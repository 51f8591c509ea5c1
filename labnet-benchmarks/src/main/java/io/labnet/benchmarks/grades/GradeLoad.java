// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.grades;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many concurrent clients, each sending one request after another on new connections, as student programs do. */
final class GradeLoad {
    private final int port;
    private final int clients;
    private final byte[] request;

    GradeLoad(int port, int clients, String request) {
        this.port = port;
        this.clients = clients;
        this.request = request.getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends requests for some seconds, and returns the average number of answers per second. */
    double requestsPerSecond(double seconds) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long began = System.nanoTime();
            long until = began + (long) (seconds * 1e9);
            List<Callable<Long>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(() -> askUntil(until));
            }
            long answered = 0;
            for (Future<Long> count : threads.invokeAll(all)) {
                answered += count.get();
            }
            return answered / ((System.nanoTime() - began) / 1e9);
        } finally {
            threads.shutdown();
        }
    }

    private long askUntil(long until) throws IOException {
        long answered = 0;
        while (System.nanoTime() - until < 0) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                socket.getOutputStream().write(request);
                int length = socket.getInputStream().readAllBytes().length;
                if (length < 100) {
                    throw new IOException("an answer of " + length + " bytes is no token");
                }
                answered++;
            }
        }
        return answered;
    }
}
