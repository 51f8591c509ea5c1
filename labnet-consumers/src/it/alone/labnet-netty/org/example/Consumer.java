// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.core.codec.Protocol;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MessageConnection;
import io.labnet.core.transport.Server;
import io.labnet.netty.NettyTransport;
import java.io.IOException;

final class Consumer {
    public static void main(String[] args) throws IOException {
        Protocol<String, String> lines = Lines.lf().framing(100).protocol("lines");
        NettyTransport netty = new NettyTransport();
        try (Server server = netty.serve(
                        Endpoint.loopback(0),
                        peer -> new Conversation<String, String>(lines, (line, out) -> out.send(line + "!")));
                MessageConnection<String, String> client =
                        MessageConnection.connect(netty, server.endpoint(), lines, ConnectOptions.defaults())) {
            System.out.println(client.ask("by Netty"));
        }
    }
}
