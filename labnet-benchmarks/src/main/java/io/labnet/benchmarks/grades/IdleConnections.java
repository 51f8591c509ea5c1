// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.grades;

import io.labnet.benchmarks.ServerProcess;
import io.labnet.fernet.Fernet;
import io.labnet.grades.Student;
import io.labnet.grades.file.GradeFileException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the memory of idle connections in a grade server with the default heap: opens many connections, and has the
 * server answer a request on each of them. Before, between and after these two steps, the JDK's class histogram shows
 * the size of the server's live objects.
 *
 * <p>Arguments: the number of connections, 10,000 by default.
 */
public final class IdleConnections {
    private static final int WARM_UP = 1000;

    private IdleConnections() {}

    public static void main(String[] args) throws IOException, GradeFileException {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        SampleGrades sample = SampleGrades.write();
        List<String> options = List.of(
                "grades",
                "server",
                "--csv",
                sample.file().toString(),
                "--port",
                "0",
                "--keep-open",
                "--idle",
                "600",
                "--quiet");
        try (ServerProcess server = ServerProcess.java("io.labnet.cli.Labnet", options)) {
            List<SocketChannel> warm = open(server, WARM_UP);
            ask(warm, sample);
            close(warm);
            long before = server.liveBytes();
            List<SocketChannel> idle = open(server, count);
            long silent = server.liveBytes();
            ask(idle, sample);
            long answered = server.liveBytes();
            close(idle);
            System.out.printf("%,d connections, live heap of the server:%n", count);
            System.out.printf("  before any      %,12d bytes%n", before);
            System.out.printf("  all idle        %,12d bytes, %.0f each%n", silent, (silent - before) / (double) count);
            System.out.printf(
                    "  all answered    %,12d bytes, %.0f each%n", answered, (answered - before) / (double) count);
        }
    }

    private static List<SocketChannel> open(ServerProcess server, int count) throws IOException {
        InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        List<SocketChannel> connections = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            connections.add(SocketChannel.open(at));
        }
        return connections;
    }

    /** Sends a request on every connection, then reads every answer, so that all requests are pending at once. */
    private static void ask(List<SocketChannel> connections, SampleGrades sample) throws IOException {
        Student student = sample.book().students().iterator().next();
        byte[] request = (student.id().digits() + "GG").getBytes(StandardCharsets.US_ASCII);
        for (SocketChannel connection : connections) {
            connection.write(ByteBuffer.wrap(request));
        }
        Fernet fernet = Fernet.of(student.key());
        ByteBuffer reply = ByteBuffer.allocate(1024);
        for (SocketChannel connection : connections) {
            connection.read(reply.clear());
            String token = new String(reply.array(), 0, reply.position(), StandardCharsets.US_ASCII);
            if (!fernet.decryptText(token).startsWith("Lab 1: ")) {
                throw new IOException("a wrong answer: " + token);
            }
        }
    }

    private static void close(List<SocketChannel> connections) throws IOException {
        for (SocketChannel connection : connections) {
            connection.close();
        }
    }
}
