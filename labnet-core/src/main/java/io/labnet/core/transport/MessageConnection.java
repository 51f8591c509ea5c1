// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Listening;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Remote;
import io.labnet.core.session.Session;
import io.labnet.core.session.Timer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection that carries messages: what a program holds that has no session of its own. It stays open between
 * requests until it is closed or the server closes it. Any thread may use it, but for the one that drives all clients of the
 * process, to which an {@link #askLater answer} is told: it must not wait for itself, which throws an {@link
 * IllegalStateException}.
 *
 * <p>Messages that nobody has asked for, or waits for, are kept, up to {@value #MOST_KEPT}; then no more is read until some
 * are {@linkplain #receive received}.
 *
 * @param <I> the messages that are received
 * @param <O> the messages that are sent
 */
public final class MessageConnection<I, O> implements Closeable {
    /** How many messages are kept that nobody has received yet. */
    public static final int MOST_KEPT = 256;

    /** How often one who waits for room looks for it. */
    private static final long GLANCE_NANOS = Duration.ofMillis(10).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<I> kept = new ArrayDeque<>();

    /** Those whose request has left, in that order. */
    private final ArrayDeque<Answer> asked = new ArrayDeque<>();

    /** Those and the others that have no answer yet. */
    private final Set<Answer> unanswered = new HashSet<>();

    private final Duration patience;
    private @Nullable Remote<O> remote;
    private @Nullable ClientLink link;

    /** Whether reading has stopped until something is received. */
    private boolean paused;

    /** Why nothing more is received; {@code null} while something may be. */
    private @Nullable IOException over;

    private MessageConnection(Duration patience) {
        this.patience = patience;
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
        MessageConnection<I, O> connection = new MessageConnection<>(options.readTimeout());
        // The time that counts is that of each request, and to close.
        Protocol<I, O> patient = protocol.withIdle(options.readTimeout());
        Conversation<I, O> conversation = new Conversation<>(patient, connection.new Side());
        ClientLink link = transport.connect(to, conversation, options.withReadTimeout(Protocol.NO_LIMIT));
        connection.begin(link);
        return connection;
    }

    /**
     * Sends a message, waiting for the server to take some of what was sent before if that is much. Once the server has
     * ended its output, nothing more is sent, although it might still listen.
     *
     * @param message the message
     * @throws SocketTimeoutException if the server takes nothing for the read timeout
     * @throws IOException if the connection is closed
     */
    public void send(O message) throws IOException {
        Objects.requireNonNull(message, "message");
        sendBy(() -> remote().tell(message));
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
        sendBy(() -> remote().run(out -> {
            out.send(message);
            out.separate();
        }));
    }

    private void sendBy(BooleanSupplier way) throws IOException {
        Remote<O> to = remote();
        long untaken = Long.MAX_VALUE;
        long left = patience.toNanos();
        while (!way.getAsBoolean()) {
            lock.lock();
            try {
                checkOpen();
                checkMayWait();
                if (to.unsentBytes() < untaken) {
                    untaken = to.unsentBytes();
                    left = patience.toNanos();
                }
                if (left <= 0) {
                    throw new SocketTimeoutException("the server took nothing for " + patience.toMillis() + " ms");
                }
                // It is told when all has been taken, but there is room before.
                long waited = Math.min(left, GLANCE_NANOS);
                left -= waited - Math.max(0, changed.awaitNanos(waited));
            } catch (InterruptedException e) {
                throw interrupted();
            } finally {
                lock.unlock();
            }
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
        long left = nanos(timeout);
        lock.lock();
        try {
            while (kept.isEmpty()) {
                throwIfOver();
                checkMayWait();
                if (left <= 0) {
                    throw new SocketTimeoutException("no message arrived within " + timeout.toMillis() + " ms");
                }
                left = changed.awaitNanos(left);
            }
            I message = kept.remove();
            if (paused && remote().run(out -> {})) {
                // Told anything, it asks again whether to read.
                paused = false;
            }
            return message;
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends a request and waits for the next message that answers no earlier one: any message that comes after the request has
     * left, so that a server which also says what nobody asked for can't be asked in this way. If nothing comes for the read timeout,
     * the connection is reset, since a later answer could not be told from that to another request.
     *
     * @param request the request
     * @return the answer
     * @throws SocketTimeoutException if it does not come in time
     * @throws EOFException if the server has ended its output
     * @throws IOException if the connection is closed or broke, or the server sent what is no message
     */
    public I ask(O request) throws IOException {
        checkMayWait();
        Answer answer = new Answer();
        sendBy(() -> begin(request, answer));
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            // One that shows where it was asked: it may have failed long before.
            throw again(e.getCause());
        }
    }

    /**
     * Sends a request as {@link #ask} does, and waits neither for the answer nor for room.
     *
     * @param request the request
     * @return done with the answer, by the thread that drives all clients, which must not be blocked; fails as {@code ask}
     *     throws, and at once if {@value Remote#MOST_TASKS} requests wait to leave
     */
    public CompletionStage<I> askLater(O request) {
        Answer answer = new Answer();
        if (!begin(request, answer)) {
            lock.lock();
            try {
                checkOpen();
                answer.completeExceptionally(new SocketException("too many requests wait to leave"));
            } catch (IOException e) {
                answer.completeExceptionally(e);
            } finally {
                lock.unlock();
            }
        }
        return answer.minimalCompletionStage();
    }

    private boolean begin(O request, Answer answer) {
        Objects.requireNonNull(request, "request");
        lock.lock();
        try {
            // Within the lock: whoever ends the conversation then knows of it.
            boolean accepted = over == null && remote().run(out -> ask(request, answer, out));
            if (accepted) {
                unanswered.add(answer);
            }
            return accepted;
        } finally {
            lock.unlock();
        }
    }

    private void ask(O request, Answer answer, Outbox<O> out) {
        out.send(request);
        lock.lock();
        try {
            asked.add(answer);
        } finally {
            lock.unlock();
        }
        answer.timer = out.whenReadIdle(patience, late -> {
            end(new SocketTimeoutException("no answer came within " + patience.toMillis() + " ms"));
            late.abort();
        });
    }

    /**
     * Tells whether more can be sent: neither side has closed the connection, as far as is known here.
     *
     * @return whether it is open
     */
    public boolean isOpen() {
        lock.lock();
        try {
            return over == null && !remote().isOver();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the conversation in order: what was sent leaves, then the connection is closed. Waits for that; where this thread
     * is interrupted, the connection is reset.
     *
     * @throws IllegalStateException if it is the thread that drives the conversation which calls
     */
    @Override
    public void close() {
        checkMayWait();
        boolean told = remote().run(out -> {
            end(new EOFException("the connection is closed"));
            out.finish();
        });
        if (!told && !remote().isOver()) {
            // Too much waits to leave for anybody to wait for that.
            abortLink();
        }
        try {
            link().awaitEnd();
        } catch (IOException | RuntimeException e) {
            // How the server leaves no longer matters.
            return;
        }
    }

    private void checkMayWait() {
        if (link().isDriver()) {
            throw new IllegalStateException("the thread that drives a connection cannot wait for it");
        }
    }

    /** Resets the connection. */
    public void abort() {
        end(new SocketException("the connection was aborted"));
        abortLink();
    }

    private void abortLink() {
        link().abort();
    }

    private void begin(ClientLink begun) throws IOException {
        lock.lock();
        try {
            link = begun;
            CompletionStage<Void> unused = begun.ended().whenComplete((nothing, cause) -> end(broken(cause)));
            while (remote == null) {
                throwIfOver();
                if (begun.isDriver()) {
                    begun.abort();
                    checkMayWait();
                }
                changed.await();
            }
        } catch (InterruptedException e) {
            begun.abort();
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    private Remote<O> remote() {
        return Objects.requireNonNull(remote, "set when the conversation began");
    }

    private ClientLink link() {
        return Objects.requireNonNull(link, "set when the conversation began");
    }

    /** Nothing more is received. */
    private void end(IOException cause) {
        List<Answer> failed;
        lock.lock();
        try {
            if (over == null) {
                over = cause;
            }
            failed = List.copyOf(unanswered);
            unanswered.clear();
            asked.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        failed.forEach(answer -> answer.completeExceptionally(cause));
    }

    private static IOException broken(@Nullable Throwable cause) {
        SocketException broken =
                new SocketException("the connection broke" + (cause == null ? "" : ": " + cause.getMessage()));
        broken.initCause(cause);
        return broken;
    }

    private void checkOpen() throws IOException {
        throwIfOver();
        if (remote().isOver()) {
            throw new SocketException("the connection is closed");
        }
    }

    private void throwIfOver() throws IOException {
        if (over != null) {
            throw again(over);
        }
    }

    private static IOException again(@Nullable Throwable cause) throws IOException {
        String message = cause == null ? null : cause.getMessage();
        IOException again = cause instanceof SocketTimeoutException
                ? new SocketTimeoutException(message)
                : cause instanceof EOFException ? new EOFException(message) : new IOException(message);
        again.initCause(cause);
        return again;
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for the server");
    }

    private static long nanos(Duration time) {
        return (time.compareTo(Protocol.NO_LIMIT) > 0 ? Protocol.NO_LIMIT : time).toNanos();
    }

    /** An answer that is waited for. */
    private final class Answer extends CompletableFuture<I> {
        /** Used by the thread that drives the conversation. */
        @Nullable
        Timer timer;
    }

    /** The session, which hands on what it is told. */
    private final class Side implements Session<I, O> {
        @Override
        public void opened(Outbox<O> out) {
            lock.lock();
            try {
                remote = out.remote();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void received(I message, Outbox<O> out) {
            Answer answer;
            lock.lock();
            try {
                answer = asked.poll();
                if (answer == null) {
                    kept.add(message);
                    changed.signalAll();
                } else {
                    unanswered.remove(answer);
                }
            } finally {
                lock.unlock();
            }
            if (answer != null) {
                if (answer.timer != null) {
                    answer.timer.cancel();
                }
                answer.complete(message);
            }
        }

        @Override
        public void drained(Outbox<O> out) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void inputEnded(Outbox<O> out) {
            end(new EOFException("the server has ended the conversation"));
            out.finish();
        }

        @Override
        public void rejected(ProtocolException problem, Outbox<O> out) {
            IOException unreadable = new IOException("the server sent what is no message: " + problem.getMessage());
            unreadable.initCause(problem);
            end(unreadable);
            out.finish();
        }

        @Override
        public void timedOut(Outbox<O> out) {
            end(new SocketTimeoutException("the server began a message and did not end it in time"));
            out.abort();
        }

        @Override
        public Listening listening() {
            lock.lock();
            try {
                paused = kept.size() >= MOST_KEPT && asked.isEmpty();
                // Also while much is unsent: a server that is not heard may take nothing.
                return paused ? Listening.NOT_NOW : Listening.ALWAYS;
            } finally {
                lock.unlock();
            }
        }
    }
}
