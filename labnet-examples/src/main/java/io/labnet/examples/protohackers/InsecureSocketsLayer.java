// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.FilterByteSession;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Protohackers 8, "Insecure Sockets Layer": answers each list of toys with the toy that has the most copies. A client
 * first sends a cipher, which encodes everything after it in both directions. A cipher that changes nothing is refused.
 * The cipher is a filter around the session. The session itself reads and writes plain lines; the filter would work
 * with any session.
 */
public final class InsecureSocketsLayer extends FilterByteSession {
    private static final int MAX_LINE_BYTES = 5000;
    private static final int MAX_CIPHER_BYTES = 80;
    private static final int MAX_PIECE_BYTES = 8192;

    private static final Protocol<String, String> PROTOCOL = Lines.lf()
            .withCharset(StandardCharsets.US_ASCII)
            .framing(MAX_LINE_BYTES)
            .protocol("toys");

    private static final Session<String, String> TOYS = (line, out) -> {
        try {
            out.send(mostCopies(line));
        } catch (NumberFormatException noList) {
            out.finish();
        }
    };

    /** A kind of operation, 1 to 5, and its operand, if any. */
    private record Operation(int kind, int operand) {
        /**
         * Applies the operation with sign 1, and reverses it with sign -1. Only the lowest 8 bits of the result are
         * valid.
         */
        int apply(int sign, int b, int position) {
            return switch (kind) {
                case 1 -> Integer.reverse(b) >>> 24;
                case 2 -> b ^ operand;
                case 3 -> b ^ position;
                case 4 -> b + sign * operand;
                default -> b + sign * position;
            };
        }
    }

    private final List<Operation> cipher = new ArrayList<>();
    private int cipherBytes;

    /** The kind of the operation whose operand comes next, or 0. */
    private int incomplete;

    private boolean agreed;
    private @Nullable ProtocolException refusal;
    private int received;
    private int sent;

    /** Wraps a session that has not begun. */
    InsecureSocketsLayer(ByteSession inner) {
        super(inner);
    }

    @Override
    public void receive(ByteBuffer in, Boundary boundary) {
        while (!agreed && refusal == null && in.hasRemaining()) {
            readCipher(Byte.toUnsignedInt(in.get()));
        }
        byte[] plain = new byte[agreed ? in.remaining() : 0];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = apply(-1, in.get(), received++);
        }
        in.position(in.limit());
        super.receive(ByteBuffer.wrap(plain), boundary);
    }

    private void readCipher(int next) {
        cipherBytes++;
        int kind = incomplete == 0 ? next : incomplete;
        incomplete = incomplete == 0 && (next == 2 || next == 4) ? next : 0;
        if (cipherBytes > MAX_CIPHER_BYTES) {
            refuse("the cipher has more than " + MAX_CIPHER_BYTES + " bytes");
        } else if (kind > 5) {
            refuse("there is no operation " + kind);
        } else if (kind > 0 && incomplete == 0) {
            cipher.add(new Operation(kind, next));
        } else if (kind == 0 && !changesAnything()) {
            refuse("the cipher changes nothing");
        } else {
            agreed = kind == 0;
        }
    }

    /**
     * Returns whether the cipher changes any byte at any position. Only 256 positions are tried, because only the
     * lowest 8 bits of a position matter.
     */
    private boolean changesAnything() {
        return IntStream.range(0, 1 << 16).anyMatch(i -> apply(1, i, i >> 8) != (byte) i);
    }

    private void refuse(String problem) {
        refusal = new ProtocolException(Reason.MALFORMED, cipherBytes - 1, problem);
    }

    /** Encodes a byte with sign 1. With sign -1 it decodes: it reverses the operations from the last to the first. */
    private byte apply(int sign, int b, int position) {
        int result = b;
        for (int i = 0; i < cipher.size(); i++) {
            Operation operation = cipher.get(sign > 0 ? i : cipher.size() - 1 - i);
            result = operation.apply(sign, result, position);
        }
        return (byte) result;
    }

    /**
     * Encodes the session's unsent bytes anew at each call, so the filter need not store encoded bytes until they are
     * sent.
     */
    @Override
    public ByteBuffer unsent() {
        ByteBuffer plain = super.unsent();
        byte[] encoded = new byte[agreed ? Math.min(plain.remaining(), MAX_PIECE_BYTES) : 0];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = apply(1, plain.get(plain.position() + i), sent + i);
        }
        return ByteBuffer.wrap(encoded).asReadOnlyBuffer();
    }

    @Override
    public void sent(int bytes) {
        sent += bytes;
        super.sent(bytes);
    }

    /** An unfinished cipher counts as an unfinished message, to which the message deadline applies. */
    @Override
    public boolean midMessage() {
        return agreed ? super.midMessage() : cipherBytes > 0;
    }

    @Override
    public Closing closing() {
        return refusal == null ? super.closing() : Closing.FINISH;
    }

    @Override
    public @Nullable ProtocolException rejection() {
        return refusal == null ? super.rejection() : refusal;
    }

    private static String mostCopies(String line) {
        String most = "";
        int mostCopies = 0;
        for (String toy : line.split(",", -1)) {
            int copies = Integer.parseInt(toy.substring(0, Math.max(0, toy.indexOf('x'))));
            if (most.isEmpty() || copies > mostCopies) {
                most = toy;
                mostCopies = copies;
            }
        }
        return most;
    }

    /** {@return the server's side of a new connection} */
    static InsecureSocketsLayer conversation() {
        return new InsecureSocketsLayer(new Conversation<>(PROTOCOL, TOYS));
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
            System.err.println("usage: InsecureSocketsLayer PORT, a number from 0 (any free port) to 65535");
            System.exit(2);
        }
    }
}
