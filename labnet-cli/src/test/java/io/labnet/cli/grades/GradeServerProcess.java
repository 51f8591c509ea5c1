// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.cli.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code labnet grades server}, started from the jar on a free port, and an exchange with it over a plain socket. */
public final class GradeServerProcess implements AutoCloseable {
    /** The sample as a file. */
    public static final Path SAMPLE =
            ChildProcess.basedir().resolve(Path.of("src", "main", "resources", "io/labnet/cli/demo/grades.csv"));

    private static final Pattern LISTENING = Pattern.compile("Listening for connections on port (\\d+)\\.");

    private final ChildProcess process;
    private final int port;

    private GradeServerProcess(ChildProcess process) {
        this.process = process;
        this.port = Integer.parseInt(process.awaitLine(LISTENING).group(1));
    }

    static GradeServerProcess start(Path csv, String... options) {
        return start(Map.of(), csv, options);
    }

    static GradeServerProcess start(Map<String, String> environment, Path csv, String... options) {
        List<String> fixed = List.of("grades", "server", "--csv", csv.toString(), "--port", "0");
        String[] args = Stream.concat(fixed.stream(), Stream.of(options)).toArray(String[]::new);
        return new GradeServerProcess(ChildProcess.labnet(environment, args));
    }

    ChildProcess process() {
        return process;
    }

    int port() {
        return port;
    }

    /** Connects as a program that keeps its connection open. */
    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(ChildProcess.PATIENCE.toMillis()));
        return socket;
    }

    /** Sends a request on a connection of its own, and gives all that comes until the server closes it. */
    String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes the next token of so many characters from a connection that stays open. */
    static String token(Socket socket, int length) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    }

    /** Ends the server by SIGTERM and gives the lines that it has printed in its life. */
    List<String> terminated() throws InterruptedException {
        process.terminate();
        process.exitCode();
        return process.out().lines().toList();
    }

    @Override
    public void close() {
        process.close();
    }
}
