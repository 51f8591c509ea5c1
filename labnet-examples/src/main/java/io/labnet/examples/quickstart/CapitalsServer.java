// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import io.labnet.core.codec.Protocol;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.util.Locale;

/** Answers each line with the same line in capitals. */
final class CapitalsServer {
    public static void main(String[] args) throws IOException {
        Protocol<String, String> lines = Lines.lf().framing(1_000).protocol("capitals");
        Session<String, String> session = (line, out) -> out.send(line.toUpperCase(Locale.ROOT));
        Server server = new TcpTransport().serve(Endpoint.loopback(0), peer -> new Conversation<>(lines, session));
        System.out.println("listening on port " + server.endpoint().port());
    }
}
