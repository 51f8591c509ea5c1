// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;

/**
 * Protohackers 0, "Smoke Test": sends back the bytes that it receives (RFC 862). When a client has ended its output,
 * the server sends the remaining bytes and closes the connection. It stops reading from a client that does not read, so
 * that unsent bytes do not accumulate.
 */
public final class Echo {
    private static final int MAX_PIECE = 16 * 1024;

    /**
     * Takes all received bytes as one piece: an echo has no messages, so it does not matter how the network splits the
     * bytes.
     */
    private static final Decoder<byte[]> PIECES = (in, boundary) -> {
        byte[] piece = new byte[in.remaining()];
        in.get(piece);
        return piece;
    };

    private static final Encoder<byte[]> WRITER = (piece, out) -> out.put(piece);

    private static final Protocol<byte[], byte[]> PROTOCOL = new Protocol<>("echo", () -> PIECES, WRITER, MAX_PIECE);

    /**
     * The session has no state, so a single one serves all connections. By default a session closes the connection at
     * the end of the input.
     */
    private static final Session<byte[], byte[]> SESSION = (piece, out) -> out.send(piece);

    private Echo() {}

    /** {@return the server's side of a new connection} */
    static Conversation<?, ?> conversation() {
        return new Conversation<>(PROTOCOL, SESSION);
    }

    /**
     * Serves until the process ends.
     *
     * @param args the port, 0 for a free one
     * @throws IOException if the port is in use
     */
    public static void main(String[] args) throws IOException {
        try {
            Endpoint at = Endpoint.loopback(Integer.parseInt(args[0]));
            Server server = new TcpTransport().serve(at, peer -> conversation());
            System.out.println("listening on port " + server.endpoint().port());
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            System.err.println("usage: Echo PORT, a number from 0 (any free port) to 65535");
            System.exit(2);
        }
    }
}
