// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TimeoutCause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Drives a client's conversation on a loop, and records how it ended. */
public final class ClientDriver implements ClientLink, LinkOwner, ServerListener {
    /** How long a finished client waits for a server that does not close the connection. */
    private static final Duration DRAIN = Duration.ofMillis(500);

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ByteSession session;
    private final ClientLoops loops;
    private final EventLoop loop;
    private final ServerOptions options;
    private @Nullable Link link;
    private @Nullable Throwable failure;
    private boolean inOrder;
    private boolean aborted;

    /** Connects on the loop that will drive the conversation. */
    public interface Connect {
        Wire on(EventLoop loop) throws IOException;
    }

    private ClientDriver(ByteSession session, ClientLoops loops, EventLoop loop, ConnectOptions options) {
        this.session = session;
        this.loops = loops;
        this.loop = loop;
        this.options = ServerOptions.defaults()
                .withIdle(options.readTimeout())
                .withStallTimeout(session.idle())
                .withQuiet(options.quiet())
                .withDrain(DRAIN)
                .withListener(this);
    }

    /**
     * Starts a conversation.
     *
     * @param wire a connection, closed by this method if the conversation can't start
     */
    public static ClientDriver begin(
            ClientLoops loops, Wire wire, Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
        try {
            return begin(loops, loop -> wire, to, session, options);
        } catch (Throwable t) {
            wire.abort();
            throw t;
        }
    }

    /**
     * Connects and starts a conversation.
     *
     * @throws IOException if connecting fails; the session is not opened then
     */
    public static ClientDriver begin(
            ClientLoops loops, Connect connect, Endpoint to, ByteSession session, ConnectOptions options)
            throws IOException {
        EventLoop loop = loops.enter();
        Wire wire;
        try {
            wire = connect.on(loop);
        } catch (Throwable t) {
            loops.leave(loop);
            throw t;
        }
        ClientDriver end = new ClientDriver(session, loops, loop, options);
        if (!loop.execute(() -> end.begin(wire, to))) {
            wire.abort();
            loops.leave(loop);
            throw new IOException("the thread that drives the clients has ended");
        }
        return end;
    }

    private void begin(Wire wire, Endpoint to) {
        if (aborted) {
            giveUp(wire, new SocketException("the connection was aborted"));
            return;
        }
        try {
            Link begun = new Link(loop, wire, session, new Admission.Host(this, to.host()), to.port(), 0);
            wire.attach(loop, begun);
            link = begun;
            loop.begin(begun);
        } catch (Throwable t) {
            giveUp(wire, t);
        }
    }

    /** Ends a conversation that has not begun. */
    private void giveUp(Wire wire, Throwable cause) {
        wire.abort();
        loops.leave(loop);
        try {
            session.disconnected(cause);
        } finally {
            ended.completeExceptionally(cause);
        }
    }

    @Override
    public void awaitEnd() throws IOException {
        if (isDriver()) {
            throw new IllegalStateException("this thread drives the conversation, so it can't wait for its end");
        }
        try {
            ended.get();
        } catch (InterruptedException e) {
            abort();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the end of the conversation");
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        }
    }

    private static void rethrow(@Nullable Throwable cause) throws IOException {
        if (cause instanceof IOException || cause == null) {
            throw cause == null ? new IOException("the conversation failed") : (IOException) cause;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        // Sessions in other JVM languages may throw undeclared checked exceptions.
        throw new IOException(cause);
    }

    @Override
    public boolean isDriver() {
        return loop.isCurrent();
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    @Override
    public void abort() {
        boolean unused = loop.execute(() -> {
            aborted = true;
            Link begun = link;
            if (begun != null) {
                begun.abort();
            }
        });
    }

    @Override
    public ServerOptions options() {
        return options;
    }

    @Override
    public Executor workers() {
        return loops.workers();
    }

    @Override
    public void left(Admission.Host host, boolean complete) {
        inOrder = complete || session.closing() == Closing.ABORT;
        loops.leave(loop);
    }

    @Override
    public void timedOut(Peer peer, TimeoutCause cause, Duration after, @Nullable String incomplete) {
        if (cause == TimeoutCause.UNREAD_OUTPUT) {
            note(new SocketTimeoutException("the peer read nothing for " + after.toMillis() + " ms"));
        }
    }

    @Override
    public void failed(@Nullable Peer peer, Throwable cause) {
        note(cause);
    }

    private void note(Throwable cause) {
        if (failure == null) {
            failure = cause;
        } else if (failure != cause) {
            failure.addSuppressed(cause);
        }
    }

    @Override
    public void closed(Peer peer, @Nullable Throwable cause) {
        if (failure != null) {
            ended.completeExceptionally(failure);
        } else if (inOrder) {
            ended.complete(null);
        } else {
            ended.completeExceptionally(cause == null ? new SocketException("the connection was aborted") : cause);
        }
    }
}
