// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.framing.Frames;
import io.labnet.core.framing.Framing;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Protohackers 2, "Means to an End": stores the prices of one asset for each connection, and computes their means. A
 * request has 9 bytes, a letter and two 32-bit numbers: {@code I} (insert) with a time and the price at that time, or
 * {@code Q} (query) with the first and the last time of a period. The reply to a query is the mean as a 32-bit number,
 * 0 if there is no price. Any other letter ends the connection.
 */
public final class MeansToAnEnd {
    private static final Framing<Request> REQUESTS = Frames.fields(9, Request::read);
    private static final Protocol<Request, Integer> PROTOCOL = new Protocol<>(
            "means to an end", REQUESTS.decoders(), (mean, out) -> out.putInt(mean), REQUESTS.maxBytes());

    /** The approximate size of a map entry with its two numbers. */
    private static final int PRICE_BYTES = 72;

    /** Up to this number of prices, the mean is computed immediately. With more prices, another thread computes it. */
    private static final int FEW_PRICES = 1000;

    private MeansToAnEnd() {}

    private record Request(char kind, int first, int second) {
        static Request read(ByteBuffer in) {
            char kind = (char) in.get();
            if (kind != 'I' && kind != 'Q') {
                throw new ProtocolException(
                        Reason.MALFORMED, 0, "a request begins with I or Q, not with " + (int) kind);
            }
            return new Request(kind, in.getInt(), in.getInt());
        }
    }

    private static final class Asset implements Session<Request, Integer> {
        private final NavigableMap<Integer, Integer> priceAtTime = new TreeMap<>();

        @Override
        public void received(Request request, Outbox<Integer> out) {
            if (request.kind == 'I') {
                priceAtTime.put(request.first, request.second);
            } else if (priceAtTime.size() <= FEW_PRICES) {
                out.send(mean(request.first, request.second));
            } else {
                // Until this work ends the session receives nothing, so the prices do not change.
                out.work(
                        () -> mean(request.first, request.second),
                        (mean, after) -> after.send(mean),
                        (tooBusy, after) -> after.abort());
            }
        }

        /**
         * Returns the memory for the prices of this session. The server limits the sum over all sessions, and resets
         * the connections whose sessions need the most.
         */
        @Override
        public long heldBytes() {
            return (long) PRICE_BYTES * priceAtTime.size();
        }

        private int mean(int from, int to) {
            if (from > to) {
                return 0;
            }
            long sum = 0;
            int count = 0;
            for (int price : priceAtTime.subMap(from, true, to, true).values()) {
                sum += price;
                count++;
            }
            return count == 0 ? 0 : (int) (sum / count);
        }
    }

    /** {@return the server's side of a new connection} */
    public static Conversation<?, ?> conversation() {
        return new Conversation<>(PROTOCOL, new Asset());
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
            System.err.println("usage: MeansToAnEnd PORT, a number from 0 (any free port) to 65535");
            System.exit(2);
        }
    }
}
