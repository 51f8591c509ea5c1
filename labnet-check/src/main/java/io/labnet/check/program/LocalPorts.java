// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Ports of this machine: which are free, and where a program listens. */
public final class LocalPorts {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String LISTEN = "0A";
    private static final int CONNECT_MILLIS = 500;

    private LocalPorts() {}

    /**
     * Returns a port on which nothing listens.
     *
     * @return the port
     * @throws IOException if there is none
     */
    public static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Returns whether a program listens on a port. On Linux, this is told without connecting to it.
     *
     * @param port the port
     * @return whether one listens
     */
    public static boolean isListening(int port) {
        if (Files.isReadable(TABLES.get(0))) {
            return TABLES.stream().anyMatch(table -> lists(table, port));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean lists(Path table, int port) {
        String local = String.format(Locale.ROOT, ":%04X", port);
        try {
            return Files.readAllLines(table, StandardCharsets.US_ASCII).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .anyMatch(cells -> cells.length > 3 && cells[1].endsWith(local) && cells[3].equals(LISTEN));
        } catch (IOException noIpv6) {
            return false;
        }
    }
}
