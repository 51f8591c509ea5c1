// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.DatagramOutbox;
import io.labnet.core.session.DatagramSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.datagram.UdpTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Problem 7: sends each line back reversed, over LRCP, a protocol for reliable byte streams over unreliable datagrams.
 */
public final class LineReversal {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int EXPIRY = 600; // Ticks.
    private static final int RETRANSMISSION = 30; // Ticks.
    private static final int SHORT_DELAY = 2; // Ticks until a partly acknowledged message is sent again.

    /** Close messages of unknown sessions answered per second. The limit ends an exchange between two servers. */
    private static final int MAX_CLOSES = 3;

    private static final int MAX_SESSIONS = 2_000;
    private static final int MAX_SESSIONS_PER_HOST = 400;
    private static final int MAX_LINE = 10_000;

    /** The most bytes to buffer for a session. Further data is ignored, so the peer sends it again. */
    private static final int MAX_BUFFERED = 1 << 14;

    /** The most bytes of data in a message, which has fewer than 1,000 bytes even if all of them are escaped. */
    private static final int PIECE = 480;

    private static final Pattern MESSAGE = Pattern.compile(
            "/(?:(?:connect|close)/N|ack/N/N|data/N/N/(?:[^/\\\\]|\\\\[/\\\\])*+)/".replace("N", "\\d{1,10}"));
    private static final Protocol<Message, String> LRCP = new Protocol<>(
            "LRCP", () -> Message::decode, (text, out) -> out.put(text.getBytes(StandardCharsets.ISO_8859_1)), 999);

    private LineReversal() {}

    static DatagramConversation<?, ?> conversation() {
        return new DatagramConversation<>(LRCP, new Sessions());
    }

    /**
     * A message from a peer. In a data message, {@code number} is the position of the data; in an acknowledgement, the
     * number of bytes that have arrived; in others, 0.
     */
    private record Message(String type, long session, long number, String data) {
        Message {
            if (Math.max(session, number) > Integer.MAX_VALUE) {
                throw new ProtocolException(ProtocolException.Reason.MALFORMED, 0, "a number is above 2147483647");
            }
        }

        static Message decode(ByteBuffer in, Boundary boundary) {
            String text = StandardCharsets.ISO_8859_1.decode(in).toString();
            if (!MESSAGE.matcher(text).matches()) {
                throw new ProtocolException(ProtocolException.Reason.MALFORMED, 0, "this is not an LRCP message");
            }
            String[] fields = text.substring(0, text.length() - 1).split("/", 5);
            long number = fields.length > 3 ? Long.parseLong(fields[3]) : 0;
            String data = fields.length > 4 ? fields[4].replaceAll("\\\\(.)", "$1") : "";
            return new Message(fields[1], Long.parseLong(fields[2]), number, data);
        }
    }

    /** The id of a session includes the peer, so no peer can disturb the session of another. */
    private record Id(Peer peer, long session) {
        void send(String type, String fields, DatagramOutbox<String> out) {
            out.send("/" + type + "/" + session + "/" + fields, peer);
        }
    }

    private static final class Sessions implements DatagramSession<Message, String> {
        private final Map<Id, Stream> streams = new HashMap<>();

        /** For each unknown session, the number of {@code close} messages that have arrived in this second. */
        private final Map<Id, Integer> closes = new HashMap<>();

        @Override
        public void opened(DatagramOutbox<String> out) {
            out.every(TICK, later -> streams.values().removeIf(stream -> !stream.tick(later)));
            out.every(Duration.ofSeconds(1), later -> closes.clear());
        }

        @Override
        public void received(Message message, Peer from, DatagramOutbox<String> out) {
            Id id = new Id(from, message.session);
            if (message.type.equals("connect") && !streams.containsKey(id) && hasRoom(from.host())) {
                streams.put(id, new Stream(id));
            }
            Stream stream = streams.get(id);
            if (stream == null ? isAnswered(message, id) : !stream.take(message, out)) {
                streams.remove(id);
                id.send("close", "", out);
            }
        }

        private boolean hasRoom(String host) {
            long sameHost = streams.keySet().stream()
                    .filter(id -> id.peer.host().equals(host))
                    .count();
            return streams.size() < MAX_SESSIONS && sameHost < MAX_SESSIONS_PER_HOST;
        }

        private boolean isAnswered(Message message, Id unknown) {
            boolean few = closes.size() < MAX_SESSIONS;
            return !message.type.equals("close") || (few && closes.merge(unknown, 1, Integer::sum) <= MAX_CLOSES);
        }
    }

    /** One session: the incomplete received line, and the sent bytes that are not acknowledged yet. */
    private static final class Stream {
        private final Id id;
        private String line = "";
        private String unacknowledged = "";
        private long received;
        private long acknowledged;
        private int silence;
        private int untilRetransmission;

        Stream(Id id) {
            this.id = id;
        }

        /** Advances the time by a tick, and returns whether the session stays open. */
        boolean tick(DatagramOutbox<String> out) {
            if (++silence == EXPIRY) {
                id.send("close", "", out);
            } else if (--untilRetransmission == 0) {
                transmit(0, out);
            }
            return silence < EXPIRY;
        }

        /** Processes a message, and returns whether the session stays open. */
        boolean take(Message message, DatagramOutbox<String> out) {
            silence = 0;
            switch (message.type) {
                case "connect" -> id.send("ack", "0/", out);
                case "data" -> takeData(message.number, message.data, out);
                case "ack" -> takeAck((int) (message.number - acknowledged));
                default -> silence = EXPIRY;
            }
            return silence < EXPIRY;
        }

        private void takeData(long position, String data, DatagramOutbox<String> out) {
            int before = unacknowledged.length();
            long known = received - position;
            String text = known < 0 || known >= data.length() ? "" : line + data.substring((int) known);
            if (!text.isEmpty() && text.length() + before <= MAX_BUFFERED) {
                String[] lines = text.split("\n", -1);
                line = lines[lines.length - 1];
                unacknowledged += Arrays.stream(lines, 0, lines.length - 1)
                        .map(each -> new StringBuilder(each).reverse().append('\n'))
                        .collect(Collectors.joining());
                received = position + data.length();
            }
            if (line.length() > MAX_LINE) {
                silence = EXPIRY;
                return;
            }
            id.send("ack", received + "/", out);
            transmit(before, out);
        }

        private void takeAck(int newBytes) {
            if (newBytes > unacknowledged.length()) {
                silence = EXPIRY;
            } else if (newBytes > 0) {
                acknowledged += newBytes;
                unacknowledged = unacknowledged.substring(newBytes);
                untilRetransmission = Math.min(untilRetransmission, SHORT_DELAY);
            }
        }

        /** Sends the unacknowledged bytes from an index on. */
        private void transmit(int from, DatagramOutbox<String> out) {
            for (int start = from; start < unacknowledged.length(); start += PIECE) {
                String piece = unacknowledged.substring(start, Math.min(start + PIECE, unacknowledged.length()));
                String escaped = piece.replace("\\", "\\\\").replace("/", "\\/");
                id.send("data", (acknowledged + start) + "/" + escaped + "/", out);
            }
            if (from == 0) {
                untilRetransmission = RETRANSMISSION;
            }
        }
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
            Server server = new UdpTransport().serve(at, conversation());
            System.out.println("listening on port " + server.endpoint().port());
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            System.err.println("usage: LineReversal PORT, a number from 0 (any free port) to 65535");
            System.exit(2);
        }
    }
}
