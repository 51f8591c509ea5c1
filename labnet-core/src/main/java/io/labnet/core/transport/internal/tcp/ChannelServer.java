// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tcp;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.internal.engine.Deadlines;
import io.labnet.core.transport.internal.engine.LoopServer;
import io.labnet.core.transport.internal.engine.SelectorLoop;
import io.labnet.core.transport.internal.engine.SendBuffer;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A server that accepts connections from a socket channel. The first loop of the server accepts connections for all
 * loops.
 */
public abstract class ChannelServer extends LoopServer {
    /** The delay before accepting is retried after a failure. Open connections are served during the delay. */
    private static final Duration ACCEPT_RETRY_DELAY = Duration.ofMillis(100);

    /** The largest number of connections accepted per event, so that new connections do not delay open ones. */
    private static final int MAX_ACCEPTS_PER_EVENT = 64;

    private final ServerSocketChannel channel;

    protected ChannelServer(
            Endpoint endpoint,
            ServerSocketChannel channel,
            Function<Peer, ? extends ByteSession> service,
            ServerOptions options) {
        super(endpoint, service, options);
        this.channel = channel;
    }

    /**
     * Passes an accepted connection to {@link #admit}. If this method throws an exception, the accepted connection is
     * closed.
     */
    protected abstract void accept(SocketChannel accepted) throws IOException;

    /**
     * Starts serving on the channel, which must be bound.
     *
     * @param name the name of the threads
     */
    public final void start(String name) throws IOException {
        List<SelectorLoop> loops = new ArrayList<>();
        try {
            for (int i = 1; i <= options().loops(); i++) {
                loops.add(new SelectorLoop(this, name + "-" + i));
            }
            new Acceptor(loops.get(0)).register();
            start(loops);
        } catch (Throwable t) {
            // File descriptors, memory or threads have run out, so the loops created until now are released.
            loops.forEach(SelectorLoop::release);
            throw t;
        }
    }

    @Override
    protected void stopAccepting() {
        try {
            channel.close();
        } catch (IOException e) {
            options().listener().failed(null, e);
        }
    }

    /** Accepts connections, and retries after failures of the system. */
    private final class Acceptor extends Deadlines.Timed implements SelectorLoop.Selected {
        private final SelectorLoop loop;
        private boolean failing;

        Acceptor(SelectorLoop loop) {
            this.loop = loop;
        }

        void register() throws IOException {
            channel.configureBlocking(false);
            channel.register(loop.selector(), SelectionKey.OP_ACCEPT, this);
            loop.deadlines().add(this, Deadlines.NEVER);
        }

        @Override
        public void selected(SelectionKey key) {
            try {
                for (int i = 0; i < MAX_ACCEPTS_PER_EVENT; i++) {
                    SocketChannel accepted = channel.accept();
                    if (accepted == null) {
                        // Cleared only when no connection waits. While file descriptors become free one by one,
                        // successes and failures alternate, and each failure would be reported.
                        failing = false;
                        return;
                    }
                    acceptOne(accepted);
                }
            } catch (IOException | RuntimeException | Error e) {
                fail(key, e);
            }
        }

        /**
         * Pauses accepting. Reports the failure, but reports no further failures until all waiting connections have
         * been accepted.
         */
        private void fail(SelectionKey key, Throwable cause) {
            if (stopping()) {
                return;
            }
            SelectorLoop.interest(key, 0);
            loop.deadlines().move(this, loop.now() + ACCEPT_RETRY_DELAY.toNanos());
            if (!failing) {
                failing = true;
                options().listener().failed(null, cause);
            }
        }

        @Override
        protected void due(long now) {
            loop.deadlines().move(this, Deadlines.NEVER);
            SelectionKey key = channel.keyFor(loop.selector());
            if (key != null) {
                SelectorLoop.interest(key, SelectionKey.OP_ACCEPT);
            }
        }

        private void acceptOne(SocketChannel accepted) {
            try {
                accepted.setOption(StandardSocketOptions.SO_SNDBUF, SendBuffer.BYTES);
                accept(accepted);
            } catch (IOException e) {
                // This peer has already disconnected, so the next connection is accepted.
                new ChannelWire(accepted).close();
            } catch (RuntimeException | Error e) {
                new ChannelWire(accepted).close();
                throw e;
            }
        }
    }
}
