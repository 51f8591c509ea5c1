// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Remote;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/**
 * A client's connection that carries messages: what a program holds that has no session of its own. It stays open
 * between requests until it is closed or the server closes it. Any thread may use it, but for the one that drives all
 * clients of the process, to which an {@link #askLater answer} is told: it must not wait for itself, which throws an
 * {@link IllegalStateException}.
 *
 * <p>Messages that nobody has asked for, or waits for, are kept, up to {@value #MOST_KEPT}; then no more is read until
 * some are {@linkplain #receive received}.
 *
 * @param <I> the messages that are received
 * @param <O> the messages that are sent
 */
public final class MessageConnection<I, O> implements Closeable {
    /** How many messages are kept that nobody has received yet. */
    public static final int MOST_KEPT = 256;

    /** How often one who waits for room looks for it. */
    private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

    private final MessageInbox<I, O> inbox;
    private final Duration patience;
    private final ClientLink link;

    private MessageConnection(MessageInbox<I, O> inbox, Duration patience, ClientLink link) {
        this.inbox = inbox;
        this.patience = patience;
        this.link = link;
    }

    /**
     * Connects to a server.
     *
     * @param transport how
     * @param to where the server is
     * @param protocol what is spoken, as the client sees it; its idle time has no meaning here
     * @param options how long to wait for a connection and, as the read timeout, for each answer
     * @param <I> the messages that are received
     * @param <O> the messages that are sent
     * @return the connection
     * @throws IOException if it fails, as said at {@link Transport#connect(Endpoint, ConnectOptions)}
     */
    public static <I, O> MessageConnection<I, O> connect(
            Transport transport, Endpoint to, Protocol<I, O> protocol, ConnectOptions options) throws IOException {
        MessageInbox<I, O> inbox = new MessageInbox<>();
        // The time that counts is that of each request, and to close.
        Protocol<I, O> patient = protocol.withIdle(options.readTimeout());
        ClientLink link =
                transport.connect(to, new Conversation<>(patient, inbox), options.withReadTimeout(Protocol.NO_LIMIT));
        MessageConnection<I, O> connection = new MessageConnection<>(inbox, options.readTimeout(), link);
        try {
            connection.checkMayWait();
            inbox.awaitBegin(link);
        } catch (Throwable t) {
            link.abort();
            throw t;
        }
        return connection;
    }

    /**
     * Sends a message, waiting for the server to take some of what was sent before if that is much. Once the server has
     * ended its output, nothing more is sent, although it might still listen.
     *
     * @param message the message
     * @throws SocketTimeoutException if the server takes nothing for the read timeout
     * @throws IOException if the connection is closed
     * @throws RuntimeException what the encoder throws; the connection stays usable
     */
    public void send(O message) throws IOException {
        Objects.requireNonNull(message, "message");
        sendBy(() -> inbox.remote().tell(message));
    }

    /**
     * Sends a message as {@link #send} does, in a write of its own, a moment before the next: for a server that calls
     * {@code recv} once for each message.
     *
     * @param message the message
     * @throws SocketTimeoutException if the server takes nothing for the read timeout
     * @throws IOException if the connection is closed
     */
    public void sendAlone(O message) throws IOException {
        Objects.requireNonNull(message, "message");
        sendBy(() -> inbox.remote().run(out -> {
            out.send(message);
            out.flush();
        }));
    }

    private void sendBy(BooleanSupplier way) throws IOException {
        long untaken = Long.MAX_VALUE;
        long left = patience.toNanos();
        while (!way.getAsBoolean()) {
            inbox.checkOpen();
            checkMayWait();
            long unsent = inbox.remote().unsentBytes();
            if (unsent < untaken) {
                untaken = unsent;
                left = patience.toNanos();
            }
            if (left <= 0) {
                throw new SocketTimeoutException("the server took nothing for " + patience.toMillis() + " ms");
            }
            // It is told when all has been taken, but there is room before.
            long waited = Math.min(left, POLL_NANOS);
            left -= waited - Math.max(0, inbox.awaitChange(waited));
        }
    }

    /**
     * Waits for a message that was not asked for by {@link #ask}.
     *
     * @param timeout how long, longer than 0
     * @return the message
     * @throws SocketTimeoutException if none arrives in time; the connection stays usable
     * @throws EOFException if the server has ended its output, or the connection was closed here
     * @throws IOException if the connection broke, or the server sent what is no message
     */
    public I receive(Duration timeout) throws IOException {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout " + timeout + " is not positive");
        }
        checkMayWait();
        return inbox.take(timeout);
    }

    /**
     * Sends a request and waits for the next message that answers no earlier one: any message that comes after the
     * request has left, so that a server which also says what nobody asked for can't be asked in this way. If nothing
     * comes for the read timeout, the connection is reset, since a later answer could not be told from that to another
     * request.
     *
     * @param request the request
     * @return the answer
     * @throws SocketTimeoutException if it does not come in time
     * @throws EOFException if the server has ended its output
     * @throws IOException if the connection is closed or broke, or the server sent what is no message
     * @throws RuntimeException what the encoder throws; the connection stays usable
     */
    public I ask(O request) throws IOException {
        Objects.requireNonNull(request, "request");
        checkMayWait();
        MessageInbox.Answer<I> answer = new MessageInbox.Answer<>();
        sendBy(() -> inbox.begin(request, answer, patience));
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw MessageInbox.interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unencodable) {
                throw unencodable;
            }
            // One that shows where it was asked: it may have failed long before.
            throw MessageInbox.again(e.getCause());
        }
    }

    /**
     * Sends a request as {@link #ask} does, and waits neither for the answer nor for room.
     *
     * @param request the request
     * @return done with the answer, by the thread that drives all clients, which must not be blocked; fails as {@code
     *     ask} throws, and at once if {@value Remote#MOST_TASKS} requests wait to leave
     */
    public CompletionStage<I> askLater(O request) {
        Objects.requireNonNull(request, "request");
        MessageInbox.Answer<I> answer = new MessageInbox.Answer<>();
        if (!inbox.begin(request, answer, patience)) {
            try {
                inbox.checkOpen();
                answer.completeExceptionally(new SocketException("too many requests wait to leave"));
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        }
        return answer.minimalCompletionStage();
    }

    /**
     * Tells whether more can be sent: neither side has closed the connection, as far as is known here.
     *
     * @return whether it is open
     */
    public boolean isOpen() {
        return inbox.isOpen();
    }

    /**
     * Ends the conversation in order: what was sent leaves, then the connection is closed. Waits for that; where this
     * thread is interrupted, the connection is reset.
     *
     * @throws IllegalStateException if it is the thread that drives the conversation which calls
     */
    @Override
    public void close() {
        checkMayWait();
        boolean told = inbox.remote().run(out -> {
            inbox.end(new EOFException("the connection is closed"));
            out.finish();
        });
        if (!told && !inbox.remote().isOver()) {
            // Too much waits to leave for anybody to wait for that.
            link.abort();
        }
        try {
            link.awaitEnd();
        } catch (IOException | RuntimeException e) {
            // How the server leaves no longer matters.
            return;
        }
    }

    private void checkMayWait() {
        if (link.isDriver()) {
            throw new IllegalStateException("the thread that drives a connection cannot wait for it");
        }
    }

    /** Resets the connection. */
    public void abort() {
        inbox.end(new SocketException("the connection was aborted"));
        link.abort();
    }
}
