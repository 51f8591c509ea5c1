// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty.internal;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.internal.engine.LoopServer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Serves the channels of a group of Netty's event loops. */
public final class NettyServer extends LoopServer {
    private final Map<EventExecutor, NettyLoop> loops = new HashMap<>();
    private final @Nullable Channel listening;

    /**
     * Creates a server.
     *
     * @param listening the channel to close when the server stops; {@code null} if others accept the connections
     */
    public NettyServer(
            Endpoint endpoint,
            Function<Peer, ? extends ByteSession> service,
            ServerOptions options,
            @Nullable Channel listening) {
        super(endpoint, service, options);
        this.listening = listening;
    }

    /**
     * Starts to serve.
     *
     * @param owned whether the group is shut down when the server has stopped
     */
    public void start(EventLoopGroup group, boolean owned) {
        for (EventExecutor executor : group) {
            loops.put(executor, new NettyLoop(this, (io.netty.channel.EventLoop) executor, owned));
        }
        start(List.copyOf(loops.values()));
    }

    /** Admits the active channel of a handler, or closes it if a limit is reached. */
    void admit(Channel channel, ConversationHandler handler) {
        NettyLoop loop = loops.get(channel.eventLoop());
        if (loop == null) {
            throw new IllegalStateException("the channel's event loop does not belong to the group of these handlers");
        }
        SocketAddress from = channel.remoteAddress();
        if (from instanceof InetSocketAddress internet && !internet.isUnresolved()) {
            admit(internet.getAddress().getHostAddress(), internet.getPort(), handler, loop);
        } else {
            admit(String.valueOf(from), 0, handler, loop);
        }
    }

    /** Reports a failure to accept connections. */
    void acceptFailed(Throwable cause) {
        if (!stopping()) {
            report(cause);
        }
    }

    @Override
    protected void stopAccepting() {
        if (listening != null) {
            Future<?> unused = listening.close();
        }
    }
}
