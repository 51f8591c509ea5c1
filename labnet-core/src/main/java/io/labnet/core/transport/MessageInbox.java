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
    private final ArrayDeque<I> kept = new ArrayDeque<>();

    /** The pending replies of requests that were sent, in that order. */
    private final ArrayDeque<Answer<I>> asked = new ArrayDeque<>();

    /** All pending replies, including those of requests that are not sent yet. */
    private final Set<Answer<I>> unanswered = new HashSet<>();

    private @Nullable Remote<O> remote;

    /** Whether reading has stopped until a message is taken. */
    private boolean paused;

    /** Why the conversation is over; {@code null} while messages may still arrive. */
    private @Nullable IOException over;

    /** A pending reply. */
    static final class Answer<I> extends CompletableFuture<I> {
        /** Used only by the driver thread. */
        @Nullable
        Timer timer;
    }

    /** Returns the handle of the conversation, which must be open. */
    Remote<O> remote() {
        return Objects.requireNonNull(remote, "set when the conversation began");
    }

    /** Waits until the conversation is open, and registers for its end. */
    void awaitBegin(ClientLink link) throws IOException {
        CompletionStage<Void> unused = link.ended().whenComplete((nothing, cause) -> end(broken(cause)));
        lock.lock();
        try {
            while (remote == null) {
                throwIfOver();
                changed.await();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a change or the timeout. Returns how many nanoseconds are left. */
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
    I take(Duration timeout) throws IOException {
        long left = (timeout.compareTo(Protocol.NO_LIMIT) > 0 ? Protocol.NO_LIMIT : timeout).toNanos();
        lock.lock();
        try {
            while (kept.isEmpty()) {
                throwIfOver();
                if (left <= 0) {
                    throw new SocketTimeoutException("no message arrived within " + timeout.toMillis() + " ms");
                }
                left = changed.awaitNanos(left);
            }
            I message = kept.remove();
            if (paused && remote().run(out -> {})) {
                // Any task makes the conversation query the read policy again.
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
    boolean begin(O request, Answer<I> answer, Duration patience) {
        lock.lock();
        try {
            // Inside the lock, so that end() sees this reply.
            boolean accepted = over == null && remote().run(out -> ask(request, answer, patience, out));
            if (accepted) {
                unanswered.add(answer);
            }
            return accepted;
        } finally {
            lock.unlock();
        }
    }

    private void ask(O request, Answer<I> answer, Duration patience, Outbox<O> out) {
        try {
            out.send(request);
        } catch (RuntimeException e) {
            // Only this message can't be encoded; the connection stays usable.
            forget(answer);
            answer.completeExceptionally(e);
            return;
        }
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

    private void forget(Answer<I> answer) {
        lock.lock();
        try {
            unanswered.remove(answer);
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return over == null && !remote().isOver();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the conversation: fails all pending replies and wakes all waiting threads. */
    void end(IOException cause) {
        List<Answer<I>> failed;
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

    /** Throws if nothing more can be sent. */
    void checkOpen() throws IOException {
        lock.lock();
        try {
            throwIfOver();
        } finally {
            lock.unlock();
        }
        if (remote().isOver()) {
            throw new SocketException("the connection is closed");
        }
    }

    private void throwIfOver() throws IOException {
        if (over != null) {
            throw again(over);
        }
    }

    private static IOException broken(@Nullable Throwable cause) {
        SocketException broken =
                new SocketException("the connection broke" + (cause == null ? "" : ": " + cause.getMessage()));
        broken.initCause(cause);
        return broken;
    }

    /** Returns a copy of a failure, with the stack trace of the current thread. */
    static IOException again(@Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        IOException again = cause instanceof SocketTimeoutException
                ? new SocketTimeoutException(message)
                : cause instanceof EOFException ? new EOFException(message) : new IOException(message);
        again.initCause(cause);
        return again;
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
        Answer<I> answer;
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
        IOException unreadable = new IOException("the server sent an invalid message: " + problem.getMessage());
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
    public ReadPolicy readPolicy() {
        lock.lock();
        try {
            paused = kept.size() >= MessageConnection.MAX_KEPT && asked.isEmpty();
            // Read even while much is unsent: a server whose output is not read may stop reading.
            return paused ? ReadPolicy.NOT_NOW : ReadPolicy.ALWAYS;
        } finally {
            lock.unlock();
        }
    }
}
