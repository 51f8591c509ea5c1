// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.netty.internal.ConversationHandler;
import io.labnet.netty.internal.NettyServer;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Makes the handlers with which the channels of a Netty program speak a protocol of labnet. The program opens the
 * channels, and may put other handlers before that of the conversation, such as Netty's {@code SslHandler}; a session
 * drives each channel, under common limits. The limits, timeouts, workers and listener of the {@link ServerOptions}
 * apply as they do to a server of labnet; only {@link ServerOptions#loops} has no meaning, because the threads are those
 * of the group. Thread-safe.
 *
 * <p>A handler must be the last that receives input. It consumes every {@code ByteBuf} and passes other messages on. It
 * sets the channel's {@code AUTO_READ} whenever the session begins or ceases to want input; nothing else may set it. It
 * closes the channel when the conversation is over.
 *
 * <p>With TLS in the pipeline, do not set {@link ServerOptions#proxies}: the header of a balancer comes before TLS, but
 * would be expected inside.
 *
 * <p>Set the channels' {@code SO_SNDBUF} to about 64 KiB, as labnet's transports do. Otherwise the system may buffer
 * megabytes for a peer that reads nothing, and no timeout notices it until then.
 */
public final class ConversationHandlers implements AutoCloseable {
    private final NettyServer server;

    /**
     * Creates handlers for the channels of one group.
     *
     * @param group the event loops of the channels; stays open
     * @param service creates the session for a channel that has become active; called by the thread of the channel's
     *     event loop, so the function must not block. If it throws an exception, the channel is closed
     * @param options the limits of all channels together
     */
    public ConversationHandlers(
            EventLoopGroup group, Function<Peer, ? extends ByteSession> service, ServerOptions options) {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(options, "options");
        server = new NettyServer(new Endpoint("netty", 0), service, options, null);
        server.start(group, false);
    }

    /**
     * Creates the handler for one channel. The conversation begins when the channel is active and, with an
     * {@code SslHandler} or {@code SniHandler} in the pipeline, the handshake is complete. With an
     * {@code OptionalSslHandler}, it begins after the handshake, or with the first plain bytes. Before this, the limits
     * do not apply to the channel.
     *
     * @return a new handler, to be added at the end of the pipeline of a channel of this group. A channel of another
     *     group is closed when it is active, and {@link ServerListener#failed} reports an {@link IllegalStateException}
     */
    public ChannelHandler create() {
        return new ConversationHandler(server);
    }

    /**
     * Ends all conversations, as {@link Server#stop} does. Channels that become active later are closed.
     *
     * @param drain how long messages and replies may take to finish, not negative
     * @return completes when all conversations are over
     * @throws IllegalArgumentException if the duration is negative
     */
    public CompletionStage<Void> stop(Duration drain) {
        return server.stop(drain);
    }

    /** Ends all conversations and waits for their end, as {@link Server#close} does. Call this before closing the group. */
    @Override
    public void close() {
        server.close();
    }
}
