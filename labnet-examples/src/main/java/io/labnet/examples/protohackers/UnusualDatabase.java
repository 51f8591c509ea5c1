// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import io.labnet.core.framing.Frames;
import io.labnet.core.framing.Framing;
import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.DatagramOutbox;
import io.labnet.core.session.DatagramSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.datagram.UdpTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Problem 4: keys and values by UDP. {@code key=value} stores a value. Any other datagram is a key; the reply is
 * {@code key=value} with the stored value.
 */
public final class UnusualDatabase implements DatagramSession<String, String> {
    private static final int MAX_BYTES = 999;

    /** The maximum number of keys. Further keys are ignored, because there is no request that deletes a key. */
    private static final int MAX_KEYS = 10_000;

    private static final String VERSION = "version";

    private final Map<String, String> values = new HashMap<>(Map.of(VERSION, "labnet unusual database 1.0"));

    /** In ISO 8859-1 every byte is a character, so all bytes come back unchanged. */
    private static final Framing<String> TEXT = Frames.text(Frames.datagram(MAX_BYTES), StandardCharsets.ISO_8859_1);

    private UnusualDatabase() {}

    static DatagramConversation<String, String> conversation() {
        return new DatagramConversation<>(TEXT.protocol("unusual database"), new UnusualDatabase());
    }

    @Override
    public void received(String request, Peer from, DatagramOutbox<String> out) {
        int equals = request.indexOf('=');
        if (equals >= 0) {
            put(request.substring(0, equals), request.substring(equals + 1));
            return;
        }
        String value = values.get(request);
        if (value != null) {
            out.send(request + "=" + value, from);
        }
    }

    private void put(String key, String value) {
        if (!key.equals(VERSION) && (values.size() < MAX_KEYS || values.containsKey(key))) {
            values.put(key, value);
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
            System.err.println("usage: UnusualDatabase PORT, a number from 0 (any free port) to 65535");
            System.exit(2);
        }
    }
}
