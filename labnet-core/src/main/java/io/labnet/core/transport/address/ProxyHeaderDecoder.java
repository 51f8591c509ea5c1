// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.address;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decodes both versions of the header. Each byte is checked as soon as it has arrived, except in a line. */
final class ProxyHeaderDecoder implements Decoder<ProxyHeader> {
    static final ProxyHeaderDecoder INSTANCE = new ProxyHeaderDecoder();

    private static final ProxyHeader WITHOUT_CLIENT = new ProxyHeader(null);

    private static final byte[] LINE_START = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_LINE_BYTES = 107;

    /** A line without its beginning: the protocol, the addresses of client and server, and their ports. */
    private static final int LINE_FIELDS = 5;

    private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");
    private static final int MAX_PORT = 0xffff;

    private static final byte[] SIGNATURE = "\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII);
    private static final int COMMAND_AT = 12;
    private static final int FAMILY_AT = 13;
    private static final int LENGTH_AT = 14;
    private static final int FIXED_BYTES = 16;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;

    private ProxyHeaderDecoder() {}

    /** The families of addresses of version 2, by the upper half of their byte. */
    private enum Family {
        UNSPECIFIED(0, 0),
        IPV4(4, 12),
        IPV6(16, 36),
        UNIX(0, 216);

        /** The size of one IP address; 0 if the header names no IP address. */
        private final int addressBytes;

        private final int blockBytes;

        Family(int addressBytes, int blockBytes) {
            this.addressBytes = addressBytes;
            this.blockBytes = blockBytes;
        }
    }

    @Override
    public @Nullable ProxyHeader decode(ByteBuffer in, Boundary boundary) {
        if (in.get(in.position()) == LINE_START[0]) {
            return startsWith(in, LINE_START) ? line(in) : null;
        }
        return startsWith(in, SIGNATURE) ? binary(in) : null;
    }

    /** Returns whether all bytes of a constant have arrived. */
    private static boolean startsWith(ByteBuffer in, byte[] expected) {
        for (int i = 0; i < Math.min(expected.length, in.remaining()); i++) {
            if (in.get(in.position() + i) != expected[i]) {
                throw malformed(i, "not the beginning of a PROXY header");
            }
        }
        return in.remaining() >= expected.length;
    }

    private static @Nullable ProxyHeader line(ByteBuffer in) {
        int most = Math.min(in.remaining(), MAX_LINE_BYTES);
        int end = 0;
        while (end < most && in.get(in.position() + end) != '\n') {
            end++;
        }
        if (end == MAX_LINE_BYTES) {
            throw new ProtocolException(
                    Reason.TOO_LARGE, MAX_LINE_BYTES, "a PROXY line is longer than " + MAX_LINE_BYTES + " bytes");
        }
        if (end == most) {
            return null;
        }
        if (in.get(in.position() + end - 1) != '\r') {
            throw malformed(end, "a PROXY line ends with LF instead of CR LF");
        }
        byte[] text = new byte[end - 1 - LINE_START.length];
        in.slice(in.position() + LINE_START.length, text.length).get(text);
        ProxyHeader header = parse(new String(text, StandardCharsets.ISO_8859_1));
        in.position(in.position() + end + 1);
        return header;
    }

    private static ProxyHeader parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields[0].equals("UNKNOWN")) {
            return WITHOUT_CLIENT;
        }
        boolean v4 = fields[0].equals("TCP4");
        if (!v4 && !fields[0].equals("TCP6")) {
            throw badLine(line, "the protocol is neither TCP4, TCP6 nor UNKNOWN");
        }
        if (fields.length != LINE_FIELDS) {
            throw badLine(line, "two addresses and two ports must follow " + fields[0]);
        }
        List<Peer> ends = Stream.of(1, 2)
                .map(i -> new Peer(address(line, fields[i], v4), port(line, fields[i + 2])))
                .toList();
        // The address of the server, the second, is checked only so that no malformed line is accepted.
        return new ProxyHeader(ends.get(0));
    }

    private static String address(String line, String text, boolean v4) {
        InetAddress address = IpAddress.isV4(text) == v4 ? IpAddress.parse(text) : null;
        if (address == null) {
            throw badLine(
                    line, "'" + EscapedText.of(text, MAX_LINE_BYTES) + "' is no address of IPv" + (v4 ? "4" : "6"));
        }
        return address.getHostAddress();
    }

    private static int port(String line, String text) {
        if (!PORT.matcher(text).matches() || Integer.parseInt(text) > MAX_PORT) {
            throw badLine(line, "'" + EscapedText.of(text, MAX_LINE_BYTES) + "' is no port");
        }
        return Integer.parseInt(text);
    }

    private static @Nullable ProxyHeader binary(ByteBuffer in) {
        int start = in.position();
        if (in.remaining() <= COMMAND_AT) {
            return null;
        }
        int command = in.get(start + COMMAND_AT) & 0xff;
        if (command != LOCAL && command != PROXY) {
            throw malformed(COMMAND_AT, "the version and command are %02x, neither 20 nor 21".formatted(command));
        }
        if (in.remaining() <= FAMILY_AT) {
            return null;
        }
        Family family = command == LOCAL ? Family.UNSPECIFIED : family(in.get(start + FAMILY_AT) & 0xff);
        if (in.remaining() < FIXED_BYTES) {
            return null;
        }
        int length = in.getShort(start + LENGTH_AT) & 0xffff;
        checkLength(length, family);
        if (in.remaining() < FIXED_BYTES + length) {
            return null;
        }
        ByteBuffer block = in.slice(start + FIXED_BYTES, length);
        in.position(start + FIXED_BYTES + length);
        return family.addressBytes == 0 ? WITHOUT_CLIENT : new ProxyHeader(client(block, family.addressBytes));
    }

    /** Returns the family. The lower half of the byte is the transport: unspecified, a stream, or datagrams. */
    private static Family family(int value) {
        int family = value >> 4;
        int transport = value & 0xf;
        if (family >= Family.values().length || transport > 2) {
            throw malformed(FAMILY_AT, "%02x is no family of addresses".formatted(value));
        }
        return transport == 0 ? Family.UNSPECIFIED : Family.values()[family];
    }

    private static void checkLength(int length, Family family) {
        if (length > ProxyHeader.MAX_BYTES - FIXED_BYTES) {
            throw new ProtocolException(
                    Reason.TOO_LARGE,
                    LENGTH_AT,
                    "a PROXY header of " + (FIXED_BYTES + length) + " bytes is larger than " + ProxyHeader.MAX_BYTES);
        }
        if (length < family.blockBytes) {
            throw malformed(
                    LENGTH_AT,
                    "the length " + length + " is less than the " + family.blockBytes + " bytes of its addresses");
        }
    }

    /** Reads the client's address and port. Both addresses come before both ports. */
    private static Peer client(ByteBuffer block, int addressBytes) {
        byte[] address = new byte[addressBytes];
        block.get(address);
        int port = block.getShort(2 * addressBytes) & MAX_PORT;
        try {
            return new Peer(InetAddress.getByAddress(address).getHostAddress(), port);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of " + addressBytes + " bytes", e);
        }
    }

    private static ProtocolException badLine(String line, String problem) {
        return malformed(
                LINE_START.length, "bad PROXY line '" + EscapedText.of(line, MAX_LINE_BYTES) + "': " + problem);
    }

    private static ProtocolException malformed(int offset, String problem) {
        return new ProtocolException(Reason.MALFORMED, offset, problem);
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        int bytes = rest.remaining();
        return new ProtocolException(
                Reason.TRUNCATED, bytes, event + " after " + bytes + " bytes of an incomplete PROXY header");
    }
}
