// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tcp;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.ServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Function;

/** A server that accepts TCP connections. */
public final class TcpServer extends ChannelServer {
    public TcpServer(
            Endpoint endpoint,
            ServerSocketChannel channel,
            Function<Peer, ? extends ByteSession> service,
            ServerOptions options) {
        super(endpoint, channel, service, options);
    }

    @Override
    protected void accept(SocketChannel accepted) throws IOException {
        accepted.configureBlocking(false);
        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        InetSocketAddress from = (InetSocketAddress) accepted.getRemoteAddress();
        admit(from.getAddress().getHostAddress(), from.getPort(), new ChannelWire(accepted));
    }
}
