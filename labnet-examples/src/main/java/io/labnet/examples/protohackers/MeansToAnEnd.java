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
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Protohackers 2, "Means to an End": keeps the prices of one asset for each connection and tells their means. A request
 * has 9 bytes, a letter and two 32-bit numbers: {@code I}, a time and the price then, or {@code Q} and the first and last
 * time of a period. A query is answered by the mean as a 32-bit number, 0 if there is no price; another letter ends the
 * connection.
 */
public final class MeansToAnEnd {
    private static final int REQUEST_BYTES = 9;
    private static final Framing<Request> REQUESTS = Frames.fields(REQUEST_BYTES, Request::read, (request, out) -> {
        out.put(request.kind);
        out.putInt(request.first);
        out.putInt(request.second);
    });
    private static final Framing<Integer> MEANS =
            Frames.fields(Integer.BYTES, ByteBuffer::getInt, (mean, out) -> out.putInt(mean));
    private static final Protocol<Request, Integer> PROTOCOL = Framing.protocol("means to an end", REQUESTS, MEANS);

    /** About what the JVM takes for an entry of a map and its two numbers. */
    private static final int PRICE_BYTES = 72;

    /** The mean of up to so many prices takes little time, that of more is computed by another thread. */
    private static final int FEW_PRICES = 1000;

    private MeansToAnEnd() {}

    /**
     * Serves until the process is ended.
     *
     * @param args the port; 0 takes a free one
     * @throws IOException if the port is taken
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: MeansToAnEnd PORT");
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
        return transport.serve(at, peer -> new Conversation<>(PROTOCOL, new Asset()), options);
    }

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
                // Until it is done this session hears nothing, so that the prices stay as they are.
                out.work(
                        () -> mean(request.first, request.second),
                        (mean, after) -> after.send(mean),
                        (tooBusy, after) -> after.abort());
            }
        }

        /** The server limits what its sessions hold together, and resets those that hold most. */
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
}
