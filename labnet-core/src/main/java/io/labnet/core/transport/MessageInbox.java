// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Remote;
import io.labnet.core.session.Session;
import io.labnet.core.session.Timer;
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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The session of a {@link MessageConnection}: passes messages to the threads that wait for them. The driver thread
 * calls the session methods; any thread may wait.
 */
final class MessageInbox<I, O> implements Session<I, O> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<I> messages = new ArrayDeque<>();

    /** The pending replies of requests that were sent, in the order of the requests. */
    private final ArrayDeque<PendingReply<I>> sentRequests = new ArrayDeque<>();

    /** All pending replies, including those of requests that are not sent yet. */
    private final Set<PendingReply<I>> pending = new HashSet<>();

    private @Nullable Remote<O> remote;

    /** Whether reading has stopped until a message is taken from the queue. */
    private boolean paused;

    /** Why the conversation is over; {@code null} while messages may still arrive. */
    private @Nullable IOException endCause;

    /** A pending reply. */
    static final class PendingReply<I> extends CompletableFuture<I> {
        /** Used only by the driver thread. */
        @Nullable
        Timer timer;
    }

    /** Returns the handle of the conversation, which must be open. */
    Remote<O> remote() {
        return Objects.requireNonNull(remote, "set when the conversation began");
    }

    /** Waits until the conversation is open. Also registers {@link #end} to be called when the conversation is over. */
    void awaitBegin(ClientLink link) throws IOException {
        CompletionStage<Void> unused = link.ended().whenComplete((nothing, cause) -> end(broken(cause)));
        lock.lock();
        try {
            while (remote == null) {
                throwIfEnded();
                changed.await();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something has changed or the timeout has expired. Returns how many nanoseconds of the timeout are
     * left.
     */
    @SuppressWarnings("WaitNotInLoop") // The caller loops and checks its own condition.
    long awaitChange(long nanos) throws IOException {
        lock.lock();
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a message that is not a reply. */
    I takeMessage(Duration timeout) throws IOException {
        long left = (timeout.compareTo(Protocol.NO_LIMIT) > 0 ? Protocol.NO_LIMIT : timeout).toNanos();
        lock.lock();
        try {
            while (messages.isEmpty()) {
                throwIfEnded();
                if (left <= 0) {
                    throw new SocketTimeoutException("no message arrived within " + timeout.toMillis() + " ms");
                }
                left = changed.awaitNanos(left);
            }
            I message = messages.remove();
            if (paused && remote().run(out -> {})) {
                // An empty task makes the conversation query the read policy again.
                paused = false;
            }
            return message;
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** Sends a request. Returns false if the conversation is over or too many requests wait to be sent. */
    boolean begin(O request, PendingReply<I> reply, Duration patience) {
        lock.lock();
        try {
            // Inside the lock, so that a concurrent end() also fails this reply.
            boolean accepted = endCause == null && remote().run(out -> ask(request, reply, patience, out));
            if (accepted) {
                pending.add(reply);
            }
            return accepted;
        } finally {
            lock.unlock();
        }
    }

    private void ask(O request, PendingReply<I> reply, Duration patience, Outbox<O> out) {
        try {
            out.send(request);
        } catch (RuntimeException e) {
            // Only this message can't be encoded; the connection stays usable.
            forget(reply);
            reply.completeExceptionally(e);
            return;
        }
        lock.lock();
        try {
            sentRequests.add(reply);
        } finally {
            lock.unlock();
        }
        reply.timer = out.whenReadIdle(patience, late -> {
            end(new SocketTimeoutException("no reply arrived within " + patience.toMillis() + " ms"));
            late.abort();
        });
    }

    private void forget(PendingReply<I> reply) {
        lock.lock();
        try {
            pending.remove(reply);
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return endCause == null && !remote().isOver();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the conversation: fails all pending replies and wakes all waiting threads. */
    void end(IOException cause) {
        List<PendingReply<I>> failed;
        lock.lock();
        try {
            if (endCause == null) {
                endCause = cause;
            }
            failed = List.copyOf(pending);
            pending.clear();
            sentRequests.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        failed.forEach(reply -> reply.completeExceptionally(cause));
    }

    /** Throws if nothing more can be sent. */
    void checkOpen() throws IOException {
        lock.lock();
        try {
            throwIfEnded();
        } finally {
            lock.unlock();
        }
        if (remote().isOver()) {
            throw new SocketException("the connection is closed");
        }
    }

    private void throwIfEnded() throws IOException {
        if (endCause != null) {
            throw copyOf(endCause);
        }
    }

    private static IOException broken(@Nullable Throwable cause) {
        SocketException broken =
                new SocketException("the connection broke" + (cause == null ? "" : ": " + cause.getMessage()));
        broken.initCause(cause);
        return broken;
    }

    /** Returns a copy of a failure, with the stack trace of the current thread. */
    static IOException copyOf(@Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        IOException copyOf = cause instanceof SocketTimeoutException
                ? new SocketTimeoutException(message)
                : cause instanceof EOFException ? new EOFException(message) : new IOException(message);
        copyOf.initCause(cause);
        return copyOf;
    }

    static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for the server");
    }

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
        PendingReply<I> reply;
        lock.lock();
        try {
            reply = sentRequests.poll();
            if (reply == null) {
                messages.add(message);
                changed.signalAll();
            } else {
                pending.remove(reply);
            }
        } finally {
            lock.unlock();
        }
        if (reply != null) {
            if (reply.timer != null) {
                reply.timer.cancel();
            }
            reply.complete(message);
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
        IOException unreadable = new IOException("the server sent an invalid message: " + problem.getMessage());
        unreadable.initCause(problem);
        end(unreadable);
        out.finish();
    }

    @Override
    public void timedOut(Outbox<O> out) {
        end(new SocketTimeoutException("the server's message was still incomplete at the message deadline"));
        out.abort();
    }

    @Override
    public ReadPolicy readPolicy() {
        lock.lock();
        try {
            paused = messages.size() >= MessageConnection.MAX_KEPT && sentRequests.isEmpty();
            // Messages are read even while much output is unsent, because a server whose output is not read may stop
            // reading.
            return paused ? ReadPolicy.NOT_NOW : ReadPolicy.ALWAYS;
        } finally {
            lock.unlock();
        }
    }
}
