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
 * A client connection that sends and receives messages, for programs without a
 * {@linkplain io.labnet.core.session.Session session} of their own. The connection stays open between requests until
 * either side closes it.
 *
 * <p>Thread-safe. One thread drives all clients of the process and completes the stages of {@link #askLater}. The
 * blocking methods throw {@link IllegalStateException} if that thread calls them, because the thread would wait for
 * itself.
 *
 * <p>Unrequested messages are queued. When {@value #MAX_KEPT} of these messages are queued, reading stops until some of
 * them are {@linkplain #receive received}.
 *
 * @param <I> the type of messages that this side receives
 * @param <O> the type of messages that this side sends
 */
public final class MessageConnection<I, O> implements Closeable {
    /** The largest number of messages queued for {@link #receive}. */
    public static final int MAX_KEPT = 256;

    /** The interval at which a blocked sender checks for space. */
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
     * @param transport the transport
     * @param to the server's address
     * @param protocol the protocol, from the client's side; its idle timeout is not used
     * @param options the client's settings; the read timeout limits the wait for each reply
     * @param <I> the type of messages to receive
     * @param <O> the type of messages to send
     * @return the connection
     * @throws IOException if connecting fails, as described at {@link Transport#connect(Endpoint, ConnectOptions)}
     */
    public static <I, O> MessageConnection<I, O> connect(
            Transport transport, Endpoint to, Protocol<I, O> protocol, ConnectOptions options) throws IOException {
        MessageInbox<I, O> inbox = new MessageInbox<>();
        // A client's idle timeout limits only how long the server may leave output unread. Between requests, the
        // connection may be idle for any time.
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
     * Sends a message. If much output is unsent, waits for the server to read. After the server has ended its output,
     * nothing can be sent, although the server might still read.
     *
     * @param message the message
     * @throws SocketTimeoutException if the server reads no output for the read timeout
     * @throws IOException if the connection is closed
     * @throws RuntimeException if the encoder throws it; the connection stays usable
     */
    public void send(O message) throws IOException {
        Objects.requireNonNull(message, "message");
        sendWhenPossible(() -> inbox.remote().send(message));
    }

    /**
     * Sends a message as {@link #send} does, and ends the write, so that the next message follows only after the flush
     * delay. Use it for a server that calls {@code recv} once per message.
     *
     * @param message the message
     * @throws SocketTimeoutException if the server reads no output for the read timeout
     * @throws IOException if the connection is closed
     */
    public void sendAndFlush(O message) throws IOException {
        Objects.requireNonNull(message, "message");
        sendWhenPossible(() -> inbox.remote().run(out -> {
            out.send(message);
            out.flush();
        }));
    }

    private void sendWhenPossible(BooleanSupplier attempt) throws IOException {
        // Checked first, because for a short time after the inbox knows that the conversation has ended, the
        // conversation may still accept a message.
        inbox.checkOpen();
        long lowestUnsent = Long.MAX_VALUE;
        long left = patience.toNanos();
        while (!attempt.getAsBoolean()) {
            inbox.checkOpen();
            checkMayWait();
            long unsent = inbox.remote().unsentBytes();
            if (unsent < lowestUnsent) {
                lowestUnsent = unsent;
                left = patience.toNanos();
            }
            if (left <= 0) {
                throw new SocketTimeoutException("the server read nothing for " + patience.toMillis() + " ms");
            }
            // The inbox is notified only when the output is empty, but there may be space earlier. The loop therefore
            // polls.
            long waited = Math.min(left, POLL_NANOS);
            left -= waited - Math.max(0, inbox.awaitChange(waited));
        }
    }

    /**
     * Waits for a message that is not the reply to a request.
     *
     * @param timeout the timeout, longer than 0
     * @return the message
     * @throws SocketTimeoutException if none arrives in time; the connection stays usable
     * @throws EOFException if the server has ended its output, or this side has closed the connection
     * @throws IOException if the connection broke, or the server sent an invalid message
     */
    public I receive(Duration timeout) throws IOException {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout " + timeout + " is not positive");
        }
        checkMayWait();
        return inbox.takeMessage(timeout);
    }

    /**
     * Sends a request and waits for its reply. Replies are matched to requests by their order, so do not use this with
     * a server that also sends unrequested messages. If no reply arrives within the read timeout, the connection is
     * reset, because a late reply could be mistaken for the reply to another request.
     *
     * @param request the request
     * @return the reply
     * @throws SocketTimeoutException if the reply does not arrive in time
     * @throws EOFException if the server has ended its output
     * @throws IOException if the connection is closed or broke, or the server sent an invalid message
     * @throws RuntimeException if the encoder throws it; the connection stays usable
     */
    public I ask(O request) throws IOException {
        Objects.requireNonNull(request, "request");
        checkMayWait();
        MessageInbox.PendingReply<I> answer = new MessageInbox.PendingReply<>();
        sendWhenPossible(() -> inbox.begin(request, answer, patience));
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw MessageInbox.interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unencodable) {
                throw unencodable;
            }
            // A new exception shows this call in its stack trace; the original may be much older.
            throw MessageInbox.copyOf(e.getCause());
        }
    }

    /**
     * Sends a request as {@link #ask} does, without blocking.
     *
     * @param request the request
     * @return a stage that completes with the reply, on the thread that drives all clients, which must not be blocked.
     *     The stage fails with the exception that {@code ask} would throw. If {@value Remote#MAX_TASKS} requests are
     *     already waiting to be sent, the stage fails immediately
     */
    public CompletionStage<I> askLater(O request) {
        Objects.requireNonNull(request, "request");
        MessageInbox.PendingReply<I> answer = new MessageInbox.PendingReply<>();
        if (!inbox.begin(request, answer, patience)) {
            try {
                inbox.checkOpen();
                answer.completeExceptionally(new SocketException("too many requests are waiting to be sent"));
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        }
        return answer.minimalCompletionStage();
    }

    /**
     * Returns whether the connection is open: neither side is known to have closed it.
     *
     * @return whether it is open
     */
    public boolean isOpen() {
        return inbox.isOpen();
    }

    /**
     * Writes all sent messages and closes the connection in order. Returns when both are done. If this thread is
     * interrupted, the connection is reset.
     *
     * @throws IllegalStateException if called by the thread that drives the conversation
     */
    @Override
    public void close() {
        checkMayWait();
        boolean accepted = inbox.remote().run(out -> {
            inbox.end(new EOFException("the connection is closed"));
            out.finish();
        });
        if (!accepted && !inbox.remote().isOver()) {
            // The task was refused because too many are queued, so an orderly close is impossible.
            link.abort();
        }
        try {
            link.awaitEnd();
        } catch (IOException | RuntimeException e) {
            // After close(), it does not matter how the conversation has ended.
            return;
        }
    }

    private void checkMayWait() {
        if (link.isDriver()) {
            throw new IllegalStateException("this thread drives the connection, so it can't wait for it");
        }
    }

    /** Resets the connection. */
    public void abort() {
        inbox.end(new SocketException("the connection was aborted"));
        link.abort();
    }
}
