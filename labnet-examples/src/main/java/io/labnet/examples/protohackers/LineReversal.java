// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.DatagramOutbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Timer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.UdpTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Problem 7: sends each line back reversed, over LRCP, a reliable stream of bytes made of datagrams that get lost. */
public final class LineReversal {
    private static final Duration RETRANSMISSION = Duration.ofSeconds(3);
    private static final Duration EXPIRY = Duration.ofSeconds(60);
    private static final int MOST_SESSIONS = 10_000;
    private static final int MOST_LINE = 10_000;
    private static final int MOST_UNACKNOWLEDGED = 1 << 14; // Beyond, data is not taken: the peer sends it again.
    private static final int PIECE = 480; // Escaped, and with the rest of the message, still less than 1000 bytes.
    private static final Pattern MESSAGE = Pattern.compile(
            "/(connect|data|ack|close)/(\\d{1,10})(?:/(\\d{1,10}))?(?:/((?:[^/\\\\]++|\\\\[/\\\\])*+))?/");
    private static final Protocol<Message, String> LRCP = new Protocol<>(
            "LRCP", () -> Message::decode, (text, out) -> out.put(text.getBytes(StandardCharsets.ISO_8859_1)), 999);

    private final Map<Id, Stream> streams = new HashMap<>();

    /** A message of a peer. The number is an offset or a length, 0 where there is none. */
    private record Message(String type, int session, int number, String data) {
        static Message decode(ByteBuffer in, Boundary boundary) {
            Matcher fields = MESSAGE.matcher(StandardCharsets.ISO_8859_1.decode(in));
            boolean isData = fields.matches() && fields.group(1).equals("data");
            if (!fields.matches()
                    || (fields.group(3) != null) != (isData || fields.group(1).equals("ack"))
                    || (fields.group(4) != null) != isData) {
                throw new ProtocolException(ProtocolException.Reason.MALFORMED, 0, "this is no LRCP message");
            }
            String data = isData ? fields.group(4).replaceAll("\\\\(.)", "$1") : "";
            return new Message(fields.group(1), number(fields.group(2)), number(fields.group(3)), data);
        }

        private static int number(@Nullable String digits) {
            long number = digits == null ? 0 : Long.parseLong(digits);
            if (number > Integer.MAX_VALUE) {
                throw new ProtocolException(ProtocolException.Reason.MALFORMED, 0, number + " is above 2147483647");
            }
            return (int) number;
        }
    }

    /** A stream is known by its peer too: nobody can break the session of somebody else. */
    private record Id(Peer peer, int session) {}

    private LineReversal() {}

    static DatagramConversation<?, ?> conversation() {
        return new DatagramConversation<>(LRCP, new LineReversal()::received);
    }

    private void received(Message message, Peer from, DatagramOutbox<String> out) {
        Id id = new Id(from, message.session);
        if (message.type.equals("connect") && streams.size() < MOST_SESSIONS) {
            streams.computeIfAbsent(id, Stream::new);
        }
        Stream stream = streams.get(id);
        if (stream == null || message.type.equals("close")) {
            close(id, out);
            return;
        }
        stream.expiry.cancel();
        stream.expiry = out.after(EXPIRY, later -> close(id, later));
        switch (message.type) {
            case "connect" -> out.send("/ack/" + id.session + "/0/", from);
            case "ack" -> stream.acknowledged(message.number, out);
            default -> stream.arrived(message.number, message.data, out);
        }
    }

    private void close(Id id, DatagramOutbox<String> out) {
        Stream stream = streams.remove(id);
        if (stream != null) {
            stream.expiry.cancel();
            stream.retransmission.cancel();
        }
        out.send("/close/" + id.session + "/", id.peer);
    }

    /** One session: the line that arrives, and what was sent and is not acknowledged. */
    private final class Stream {
        private final Id id;
        private final StringBuilder line = new StringBuilder();
        private final StringBuilder unacknowledged = new StringBuilder();
        private long received;
        private long acknowledged;
        private Timer expiry = () -> {};
        private Timer retransmission = () -> {};

        Stream(Id id) {
            this.id = id;
        }

        void arrived(int position, String data, DatagramOutbox<String> out) {
            int before = unacknowledged.length();
            boolean takes = position <= received && before <= MOST_UNACKNOWLEDGED;
            for (int i = (int) (received - position); takes && i < data.length(); i++, received++) {
                line.append(data.charAt(i));
                if (data.charAt(i) == '\n') {
                    unacknowledged.append(line.reverse().deleteCharAt(0)).append('\n');
                    line.setLength(0);
                } else if (line.length() > MOST_LINE) {
                    close(id, out);
                    return;
                }
            }
            out.send("/ack/" + id.session + "/" + received + "/", id.peer);
            transmit(before, out);
        }

        void acknowledged(int length, DatagramOutbox<String> out) {
            if (length > acknowledged + unacknowledged.length()) {
                close(id, out);
            } else if (length > acknowledged) {
                unacknowledged.delete(0, (int) (length - acknowledged));
                acknowledged = length;
                transmit(0, out);
            }
        }

        /** Sends what is not acknowledged, beginning there, and all of it again if nothing happens. */
        private void transmit(int from, DatagramOutbox<String> out) {
            for (int start = from; start < unacknowledged.length(); start += PIECE) {
                String piece = unacknowledged.substring(start, Math.min(start + PIECE, unacknowledged.length()));
                String escaped = piece.replace("\\", "\\\\").replace("/", "\\/");
                out.send("/data/" + id.session + "/" + (acknowledged + start) + "/" + escaped + "/", id.peer);
            }
            if (from == 0) {
                retransmission.cancel();
            }
            if (from == 0 && !unacknowledged.isEmpty()) {
                retransmission = out.after(RETRANSMISSION, later -> transmit(0, later));
            }
        }
    }

    /**
     * Serves until the process is ended.
     *
     * @param args the port, 0 for a free one
     * @throws IOException if the port is taken
     */
    public static void main(String[] args) throws IOException {
        try {
            Endpoint at = Endpoint.loopback(Integer.parseInt(args[0]));
            Server server = new UdpTransport().serve(at, conversation());
            System.out.println("listening on port " + server.endpoint().port());
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            System.err.println("usage: LineReversal PORT, a number from 0 (any free port) to 65535");
            System.exit(2);
        }
    }
}
