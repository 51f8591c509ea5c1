// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import io.labnet.core.codec.Protocol;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Group;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MessageConnection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.time.Duration;

/** The guide's example of a server that sends messages without a request, and of a client that receives them. */
public final class PushExample {
    private PushExample() {}

    private static final Protocol<String, String> LINES =
            Lines.lf().framing(1000).protocol("lines").withIdle(Protocol.NO_LIMIT);

    /**
     * Serves a chat room to two members, until they have exchanged a message.
     *
     * @param args none
     * @throws IOException if the port is not available, or a connection breaks
     */
    public static void main(String[] args) throws IOException {
        Group<String> room = new Group<>();
        class Member implements Session<String, String> {
            @Override
            public void opened(Outbox<String> out) {
                room.join(out.remote());
                out.whenReadIdle(Duration.ofMinutes(1), silent -> silent.send("are you there?"));
                out.send("welcome");
            }

            @Override
            public void received(String line, Outbox<String> out) {
                room.send(line, out.remote());
            }
        }
        TcpTransport tcp = new TcpTransport();
        try (Server server = tcp.serve(Endpoint.loopback(0), peer -> new Conversation<>(LINES, new Member()))) {
            talk(tcp, server.endpoint());
        }
    }

    private static void talk(TcpTransport tcp, Endpoint server) throws IOException {
        Duration patience = Duration.ofSeconds(10);
        ConnectOptions options = ConnectOptions.defaults().withReadTimeout(patience);
        try (MessageConnection<String, String> ann = MessageConnection.connect(tcp, server, LINES, options);
                MessageConnection<String, String> bob = MessageConnection.connect(tcp, server, LINES, options)) {
            System.out.println(ann.receive(patience) + " " + bob.receive(patience));
            ann.send("hello from Ann");
            System.out.println(bob.receive(patience));
        }
    }
}
