// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.grades.Documented;
import io.labnet.xorproto.XorPacket;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose standard output is a full pipe without a reader can still be stopped. */
class StalledOutputIT {
    /** The exit code of a process that SIGTERM has ended. */
    private static final int TERMINATED = 128 + 15;

    /** Less than the capacity of a pipe. */
    private static final int MANY_BYTES = 60_000;

    /** The number of clients that make a numbers server fill the pipe. */
    private static final int NUMBERS = 400;

    private static final int ADDRESSES = 8;

    private static final String XOR_REQUEST =
            new String(new XorPacket(true, "test", 20200000).encode(), StandardCharsets.ISO_8859_1);

    private static final String NUMBER = "{\"client_name\": \"" + "x".repeat(900) + "\", \"client_number\": 25}";

    @TempDir
    private Path directory;

    /** Each server waits some seconds before it ends, so all of them are stopped at the same time. */
    private final List<Process> servers = new ArrayList<>();

    @AfterEach
    void kill() throws InterruptedException {
        for (Process server : servers) {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void sigterm_endsServersWhoseOutputNobodyReads() throws Exception {
        terminate("grades server --csv " + Documented.SAMPLE, "9999999GMA", 1000);
        terminate("xor server --db " + directory.resolve("scores.db"), XOR_REQUEST, 1000);
        terminate("compute server", "Client1\n" + "FIBONACCI 7 ".repeat(100), 40);
        terminate("numbers server", NUMBER, NUMBERS);
        terminate("crds server", "\3\1a".repeat(50), 60);

        for (Process server : servers) {
            assertEnds(server, TERMINATED);
        }
    }

    @Test
    void numberOutOfRange_endsAServerWhoseOutputNobodyReads() throws Exception {
        Process server = start(ChildProcess.labnetCommand("numbers server --port 0"));
        int port = stall(server, NUMBER, NUMBERS);
        exchange("127.0.0.1", port, "{\"client_name\": \"Ada Client\", \"client_number\": 0}");

        assertEnds(server, 0);
    }

    /** Terminates a server whose output has filled its pipe. */
    private void terminate(String words, String request, int times) throws IOException {
        Process server = start(ChildProcess.labnetCommand(words + " --port 0"));
        stall(server, request, times);
        // By its handle: the process itself would also close what the server waits for.
        server.toHandle().destroy();
    }

    private Process start(List<String> command) throws IOException {
        Process server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        servers.add(server);
        return server;
    }

    private static void assertEnds(Process server, int exitCode) throws Exception {
        assertThat(server.waitFor(ChildProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("%s has ended", server.info().commandLine())
                .isTrue();
        assertThat(server.exitValue()).as("%s", server).isEqualTo(exitCode);
        assertThat(server.getInputStream().readAllBytes()).hasSizeGreaterThan(MANY_BYTES);
    }

    /** Makes a server fill its pipe, and returns its port. */
    private static int stall(Process server, String request, int times) throws IOException {
        int port = port(server.getInputStream());
        for (int i = 0; i < times; i++) {
            // The lines about one address are bounded, and all of 127.0.0.0/8 is this machine.
            exchange("127.0.0." + (1 + i % ADDRESSES), port, request);
        }
        return port;
    }

    private static int port(InputStream output) throws IOException {
        while (true) {
            Matcher matcher = ChildProcess.LISTENING.matcher(line(output));
            if (matcher.matches()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
    }

    private static String line(InputStream output) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = output.read(); c != '\n'; c = output.read()) {
            assertThat(c).as("the end of the output").isNotNegative();
            line.append((char) c);
        }
        return line.toString();
    }

    /** Sends a request, and waits until the server closes the connection. */
    private static void exchange(String from, int port, String request) throws IOException {
        InetAddress local = InetAddress.getByName(from);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, local, 0)) {
            socket.setSoTimeout(Math.toIntExact(ChildProcess.PATIENCE.toMillis()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }
}
