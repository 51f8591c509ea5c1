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
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Protohackers 8, "Insecure Sockets Layer": answers each list of toys with the toy of which most copies are wanted. A client
 * begins with a cipher, by which all that follows is encoded in both directions; one that changes nothing is refused. The
 * cipher is a filter around the session, which reads and writes plain lines and could be any other.
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

    /** One operation: it and its inverse take a byte and a position, and 8 bits of what they give count. */
    private record Operation(IntBinaryOperator encode, IntBinaryOperator decode) {}

    private final List<Operation> cipher = new ArrayList<>();
    private int cipherBytes;

    /** The operation whose operand comes next, 0 if there is none. */
    private int incomplete;

    private boolean agreed;
    private @Nullable ProtocolException refusal;
    private int received;
    private int sent;

    /**
     * Puts a layer around a session.
     *
     * @param inner the session, which has not begun
     */
    public InsecureSocketsLayer(ByteSession inner) {
        super(inner);
    }

    @Override
    public void receive(ByteBuffer in, Boundary boundary) {
        while (!agreed && refusal == null && in.hasRemaining()) {
            readCipher(Byte.toUnsignedInt(in.get()));
        }
        byte[] plain = new byte[refusal == null ? in.remaining() : 0];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = decode(in.get(), received++);
        }
        in.position(in.limit());
        super.receive(ByteBuffer.wrap(plain), boundary);
    }

    private void readCipher(int next) {
        cipherBytes++;
        int operation = incomplete == 0 ? next : incomplete;
        boolean needsOperand = incomplete == 0 && (next == 2 || next == 4);
        incomplete = needsOperand ? next : 0;
        if (cipherBytes > MAX_CIPHER_BYTES) {
            refuse("the cipher has more than " + MAX_CIPHER_BYTES + " bytes");
        } else if (!needsOperand) {
            switch (operation) {
                case 0 -> agree();
                case 1 -> add(InsecureSocketsLayer::reverse, InsecureSocketsLayer::reverse);
                case 2 -> add((b, position) -> b ^ next, (b, position) -> b ^ next);
                case 3 -> add((b, position) -> b ^ position, (b, position) -> b ^ position);
                case 4 -> add((b, position) -> b + next, (b, position) -> b - next);
                case 5 -> add((b, position) -> b + position, (b, position) -> b - position);
                default -> refuse("there is no operation " + operation);
            }
        }
    }

    private static int reverse(int b, int position) {
        return Integer.reverse(b) >>> 24;
    }

    private void add(IntBinaryOperator encode, IntBinaryOperator decode) {
        cipher.add(new Operation(encode, decode));
    }

    private void agree() {
        agreed = true;
        for (int position = 0; position < 256; position++) {
            for (int b = 0; b < 256; b++) {
                if (encode(b, position) != (byte) b) {
                    return;
                }
            }
        }
        refuse("the cipher changes nothing");
    }

    private void refuse(String problem) {
        refusal = new ProtocolException(Reason.MALFORMED, cipherBytes - 1, problem);
    }

    private byte encode(int plain, int position) {
        int b = plain;
        for (Operation operation : cipher) {
            b = operation.encode.applyAsInt(b, position);
        }
        return (byte) b;
    }

    private byte decode(int encoded, int position) {
        int b = encoded;
        for (int i = cipher.size() - 1; i >= 0; i--) {
            b = cipher.get(i).decode.applyAsInt(b, position);
        }
        return (byte) b;
    }

    /** Encodes what the session has to say, anew each time: until it has been sent, nothing is to be remembered. */
    @Override
    public ByteBuffer unsent() {
        ByteBuffer plain = super.unsent();
        byte[] encoded = new byte[agreed && refusal == null ? Math.min(plain.remaining(), MAX_PIECE_BYTES) : 0];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = encode(plain.get(plain.position() + i), sent + i);
        }
        return ByteBuffer.wrap(encoded).asReadOnlyBuffer();
    }

    @Override
    public void sent(int bytes) {
        sent += bytes;
        super.sent(bytes);
    }

    /** A cipher that does not end in time is cut off as a message is that does not. */
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

    /**
     * Serves until the process is ended.
     *
     * @param args the port; 0 takes a free one
     * @throws IOException if the port is taken
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: InsecureSocketsLayer PORT");
            System.exit(2);
        }
        Endpoint at = Endpoint.loopback(Integer.parseInt(args[0]));
        Server server = serve(new TcpTransport(), at, ServerOptions.defaults());
        System.out.println("listening on port " + server.endpoint().port());
    }

    /**
     * Starts the server.
     *
     * @param transport how bytes travel
     * @param at where to listen
     * @param options the limits of the server
     * @return the running server
     * @throws IOException if it can't listen there
     */
    public static Server serve(Transport transport, Endpoint at, ServerOptions options) throws IOException {
        return transport.serve(at, peer -> new InsecureSocketsLayer(new Conversation<>(PROTOCOL, TOYS)), options);
    }
}
