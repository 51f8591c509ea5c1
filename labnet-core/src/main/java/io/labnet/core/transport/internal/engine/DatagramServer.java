// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.DatagramEngine;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Timer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.internal.jfr.FlightRecorder;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a datagram server that is the same for every transport: drives one {@link DatagramConversation} on one
 * loop. Exceptions of the conversation's session are reported to the listener, and the server continues.
 */
public abstract class DatagramServer extends ServerLifecycle implements DatagramEngine {
    private static final int BEGINNING_BYTES = 64;

    private final DatagramConversation<?, ?> conversation;
    private final ServerListener listener;

    /** The sender of the datagram that is being handled. */
    private @Nullable Peer sender;

    protected DatagramServer(Endpoint endpoint, DatagramConversation<?, ?> conversation, ServerListener listener) {
        super(endpoint);
        this.conversation = conversation;
        this.listener = new GuardedListener(listener, FlightRecorder.listener());
    }

    /** Starts passing datagrams to {@link #arrived}. Called once, by the loop. */
    protected abstract void receive();

    /** Closes the socket, if it is open. */
    protected abstract void closeSocket();

    public final void start(EventLoop loop) {
        start(List.of(loop));
        loop.execute(() -> {
            guard(null, () -> conversation.open(this));
            guard(null, this::receive);
        });
    }

    /** Receives a datagram. Called by the loop. */
    protected final void arrived(ByteBuffer datagram, Peer from) {
        int start = datagram.position();
        sender = from;
        guard(from, () -> {
            listener.received(from, datagram.remaining());
            ProtocolException problem = conversation.receive(datagram, from);
            if (problem == null) {
                listener.served(from, 1);
            } else {
                byte[] beginning = new byte[Math.min(BEGINNING_BYTES, datagram.limit() - start)];
                datagram.position(start).get(beginning);
                listener.rejected(from, problem, beginning);
            }
        });
    }

    /** Returns a buffer for one datagram, valid until the call to {@link #arrived} ends. */
    protected final ByteBuffer buffer() {
        return loop().buffer();
    }

    @Override
    public final void decoded(Object message) {
        if (sender != null) {
            listener.decoded(sender, message);
        }
    }

    protected final ServerListener listener() {
        return listener;
    }

    @Override
    public final void execute(Runnable task) {
        loop().execute(() -> guard(null, task));
    }

    @Override
    public final Timer schedule(long delayNanos, Runnable task) {
        return loop().schedule(delayNanos, now -> guard(null, task));
    }

    @Override
    public final long nanoTime() {
        return loop().now();
    }

    @Override
    protected final void notifyStopping() {
        listener.stopping();
    }

    @Override
    protected final void stopAccepting() {
        execute(() -> {
            guard(null, conversation::stop);
            closeSocket();
            conversation.close();
        });
    }

    @Override
    protected final void ended() {
        // Closes the socket again, in case the loop failed before it did so.
        closeSocket();
    }

    @Override
    public final long budgetOfLoop() {
        // Nothing is buffered.
        return Long.MAX_VALUE;
    }

    @Override
    public final void report(Throwable problem) {
        listener.failed(null, problem);
    }

    private EventLoop loop() {
        return loops().get(0);
    }

    private void guard(@Nullable Peer peer, Runnable call) {
        try {
            call.run();
        } catch (Throwable t) {
            // Catches errors, too: one datagram must not end the server for all peers.
            listener.failed(peer, t);
        }
    }
}
