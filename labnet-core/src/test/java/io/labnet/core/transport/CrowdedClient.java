// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Boundary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A process that is a client with too few files, or with buffers larger than the memory outside its heap. */
final class CrowdedClient {
    private static final int LARGE = 8 * 1024 * 1024;

    private final Transport transport;
    private final Endpoint server;

    private CrowdedClient(Transport transport, Endpoint server) {
        this.transport = transport;
        this.server = server;
    }

    public static void main(String[] args) throws IOException {
        Transport transport = args[1].startsWith("/") ? new UnixTransport() : new TcpTransport();
        CrowdedClient client = new CrowdedClient(transport, new Endpoint(args[1], Integer.parseInt(args[2])));
        System.out.println(args[0].equals("files") ? client.tooManyFiles() : client.largeBuffers());
    }

    /** Connects as often as it can, closes everything, and does it again. */
    private String tooManyFiles() {
        List<Connection> first = connections();
        first.forEach(Connection::close);
        List<Connection> second = connections();
        second.forEach(Connection::close);
        // What was loaded on the way may keep one or two.
        return second.size() > first.size() / 2 ? "connected again" : first.size() + ", then " + second.size();
    }

    private List<Connection> connections() {
        List<Connection> open = new ArrayList<>();
        try {
            while (true) {
                open.add(transport.connect(server));
            }
        } catch (IOException e) {
            return open;
        }
    }

    private String largeBuffers() throws IOException {
        try (Connection connection = transport.connect(server)) {
            byte[] lines = "\n".repeat(LARGE).getBytes(StandardCharsets.US_ASCII);
            lines[LARGE - 2] = '?';
            connection.write(ByteBuffer.wrap(lines));
            ByteBuffer in = ByteBuffer.allocate(LARGE);
            while (connection.read(in) != Boundary.END && in.get(in.position() - 1) != '\n') {}
            return new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII).trim();
        }
    }
}
