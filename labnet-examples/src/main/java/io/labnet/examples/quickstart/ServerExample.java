// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;

/** A protocol, a session and a transport: a server that answers one digit with its square. */
public final class ServerExample {
    private ServerExample() {}

    /**
     * Serves until the process ends.
     *
     * @param args none
     * @throws IOException if no port is free
     */
    public static void main(String[] args) throws IOException {
        Decoder<Integer> digits = (in, boundary) -> {
            int digit = Character.digit(in.get(), 10);
            if (digit < 0) {
                throw new ProtocolException(Reason.MALFORMED, 0, "a digit was expected");
            }
            return digit;
        };
        Protocol<Integer, Integer> squares =
                new Protocol<>("squares", () -> digits, (n, out) -> out.putText(n + "\n"), 1);
        Session<Integer, Integer> session = (digit, out) -> out.send(digit * digit);
        Server server = new TcpTransport().serve(Endpoint.loopback(0), peer -> new Conversation<>(squares, session));
        System.out.println("listening on port " + server.endpoint().port());
    }
}
