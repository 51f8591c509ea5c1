// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.unix;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.internal.tcp.ChannelServer;
import io.labnet.core.transport.internal.tcp.ChannelWire;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Function;

/** A server that accepts connections on a Unix socket. */
public final class UnixServer extends ChannelServer {
    private static final int LAST_NUMBER = 0xffff;

    private final SocketFile file;

    /** The number of the last connection. Used only by the loop that accepts connections. */
    private int number;

    public UnixServer(
            Endpoint endpoint,
            ServerSocketChannel channel,
            SocketFile file,
            Function<Peer, ? extends ByteSession> service,
            ServerOptions options) {
        super(endpoint, channel, service, options);
        this.file = file;
    }

    @Override
    protected void accept(SocketChannel accepted) throws IOException {
        accepted.configureBlocking(false);
        number = number % LAST_NUMBER + 1;
        admit(endpoint().host(), number, new ChannelWire(accepted));
    }

    @Override
    protected void stopAccepting() {
        try {
            // The file is deleted first, so that no client connects to a server that no longer accepts connections.
            file.delete();
        } catch (IOException e) {
            options().listener().failed(null, e);
        } finally {
            super.stopAccepting();
        }
    }
}
