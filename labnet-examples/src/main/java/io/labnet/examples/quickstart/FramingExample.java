// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.StrictText;
import io.labnet.core.framing.Frames;
import io.labnet.core.framing.Framing;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MessageConnection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The guide's example of a protocol made of ready-made decoders and encoders. */
public final class FramingExample {
    record Reading(String sensor, int value) {
        static Reading read(ByteBuffer in) {
            return new Reading(StrictText.readAfterByte(in, UTF_8), in.getInt());
        }

        void write(ByteSink out) {
            out.putSized(1, text -> text.putText(sensor));
            out.putInt(value);
        }
    }

    static final Framing<Reading> READINGS = Frames.fields(64, Reading::read, Reading::write);
    static final Framing<String> WARNINGS = Lines.lf().framing(100);
    static final Protocol<Reading, String> SERVER = Framing.protocol("readings", READINGS, WARNINGS);

    private FramingExample() {}

    static Session<Reading, String> session() {
        return (reading, out) -> {
            if (reading.value() > 30) {
                out.send(reading.sensor() + " is hot");
            }
        };
    }

    /**
     * Serves one client.
     *
     * @param args none
     * @throws IOException if the port is not available, or the connection breaks
     */
    public static void main(String[] args) throws IOException {
        TcpTransport tcp = new TcpTransport();
        Protocol<String, Reading> client = Framing.protocol("readings", WARNINGS, READINGS);
        try (Server server = tcp.serve(Endpoint.loopback(0), peer -> new Conversation<>(SERVER, session()));
                MessageConnection<String, Reading> connection =
                        MessageConnection.connect(tcp, server.endpoint(), client, ConnectOptions.defaults())) {
            connection.send(new Reading("cellar", 12));
            System.out.println(connection.ask(new Reading("attic", 41)));
        }
    }
}
