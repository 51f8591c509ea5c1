// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Engine;
import io.labnet.core.session.Timer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Drives one {@link ByteSession} over one {@link Wire}: the part of an engine that is the same for every transport. It
 * moves bytes, starts slow work, keeps the timeouts and closes in order. Confined to its loop's thread.
 *
 * <p>There may be many thousands of idle links, so each holds little.
 */
public final class Link extends LinkIo implements Engine {
    /** The number of immediate refusals after which a session's work is retried only after a delay. */
    private static final int REFUSALS_AT_ONCE = 16;

    private static final Duration REFUSAL_RETRY_DELAY = Duration.ofMillis(10);

    /** The largest number of reads per link at a stop: peers that send without end must not use up the stop's time. */
    private static final int READS_AT_STOP = 16;

    private @Nullable LinkWork work;

    /** The number of bytes of the loop's budget that this link's session uses. */
    private long held;

    private boolean stopping;
    private boolean stopNotified;
    private boolean receivedSinceStop;
    private boolean refused;

    Link(EventLoop loop, Wire wire, ByteSession session, Admission.Host host, int port, long connection) {
        super(loop, wire, session, host, port, connection);
    }

    /** One step of a link. The frequent ones capture nothing, so that each is allocated only once. */
    private interface Step {
        void run(Link link, long now) throws BrokenWire;
    }

    void open(long now) {
        recordTaken(now);
        step(now, Link::begin);
    }

    private void begin(long now) {
        session.attach(this);
        session.open(options().highWaterMark());
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(() -> step(loop.now(), (link, now) -> task.run()));
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        return loop.schedule(delayNanos, due -> step(due, (link, now) -> task.run()));
    }

    @Override
    public ByteArraySink lend() {
        return loop.sink();
    }

    @Override
    public long nanoTime() {
        return loop.now();
    }

    public void readable() {
        step(loop.now(), Link::read);
    }

    public void writable() {
        step(loop.now(), Link::goOn);
    }

    private void goOn(long now) {
        // Empty: step() does the rest.
    }

    @Override
    protected void due(long now) {
        step(now, Link::clockRanOut);
    }

    /** Finishes the pending messages and replies and those that have arrived by now, then closes. */
    void stop(long now) {
        step(now, (link, at) -> {
            for (int i = 0; i < READS_AT_STOP && phase == Phase.OPEN && look(now); i++) {
                // look() reads; the session may want no more after any call.
            }
            stopping = true;
        });
    }

    /** Ends this link, because the drain time of a stop is over. */
    void stopOver(long now) {
        step(now, (link, at) -> {
            look(now);
            if (phase == Phase.OPEN) {
                reportDropped();
            }
            disconnect(null, phase != Phase.LINGERING);
        });
    }

    void abort() {
        disconnect(null, true);
    }

    /** Returns the number of buffered bytes at the last check. */
    long held() {
        return held;
    }

    /** Resets the connection because too much is buffered. */
    void cut(String limit) {
        try {
            listener().limitExceeded(peer(), limit);
        } finally {
            disconnect(null, true);
        }
    }

    private void step(long now, Step step) {
        if (phase == Phase.CLOSED) {
            return;
        }
        try {
            step.run(this, now);
            if (phase != Phase.CLOSED) {
                settle(now);
            }
        } catch (BrokenWire e) {
            readRest(now);
            disconnect(e.getCause(), false);
        } catch (Throwable t) {
            // Any failure of a session ends only its own conversation.
            listener().failed(peer(), t);
            disconnect(t, true);
        }
    }

    /** Reads the rest of the input after a write has failed: what the peer sent before it closed can still be read. */
    private void readRest(long now) {
        try {
            while (reading() && phase == Phase.OPEN && !inputEnded() && session.wantsInput() && read(now)) {
                noteProgress(now);
            }
        } catch (BrokenWire e) {
            // There is no more input.
            return;
        } catch (Throwable t) {
            listener().failed(peer(), t);
        }
    }

    /** Runs after every event: sends, starts work, closes, and sets the next deadline and events. */
    private void settle(long now) throws BrokenWire {
        noteProgress(now);
        send();
        if (stopping && !stopNotified && atRest()) {
            stopNotified = true;
            reportDropped();
            session.stopped();
            send();
        }
        noteProgress(now);
        close();
        if (phase != Phase.CLOSED) {
            session.settled();
            hold(session.bufferedBytes());
            updateInterest(now);
            loop.deadlines().movePerhapsLater(this, wakeTime(now), now);
            // Last, because this may reset this link.
            loop.budget().enforce();
        }
    }

    /** Returns when the link must be woken if nothing happens, including the retry of refused work. */
    long wakeTime(long now) {
        return Math.min(refused ? now + REFUSAL_RETRY_DELAY.toNanos() : Deadlines.NEVER, deadline());
    }

    private void hold(long bytes) {
        loop.budget().add(bytes - held);
        held = bytes;
    }

    private void send() throws BrokenWire {
        startWork();
        write();
        startWork();
    }

    private void noteProgress(long now) {
        if (reportReceived(now)) {
            receivedSinceStop = stopping;
        }
    }

    /**
     * Starts the session's slow work. A session may respond to a refusal with new work; after some refusals that is
     * retried later, so that the loop is not blocked for ever.
     */
    private void startWork() {
        for (int i = 0; i < REFUSALS_AT_ONCE; i++) {
            Runnable next = session.takeWork();
            if (next == null) {
                refused = false;
                return;
            }
            LinkWork started = new LinkWork(loop, host.owner().workers(), next, this::workDone);
            work = started;
            try {
                started.start();
            } catch (RejectedExecutionException e) {
                work = null;
                session.workRefused(e);
            }
        }
        refused = true;
    }

    private void workDone(LinkWork done) {
        if (work == done) {
            work = null;
            step(loop.now(), Link::workIsDone);
        }
    }

    private void workIsDone(long now) {
        recordProgress(now);
        session.workDone();
    }

    private void close() throws BrokenWire {
        if (session.closing() == Closing.ABORT) {
            String limit = session.overrun();
            if (limit != null) {
                listener().limitExceeded(peer(), limit);
            }
            disconnect(null, true);
            return;
        }
        if (phase == Phase.OPEN && (session.closing() == Closing.FINISH || (stopping && atRest()))) {
            phase = Phase.FINISHING;
        }
        if (phase == Phase.FINISHING && silent()) {
            finishWire();
            phase = Phase.LINGERING;
            recordTaken(loop.now());
        }
        if (phase == Phase.LINGERING && drained()) {
            disconnect(null, false);
        }
    }

    private boolean silent() {
        return !session.unsent().hasRemaining() && !session.flushPending();
    }

    /** Returns whether no output, work or message is pending at a stop. */
    private boolean atRest() {
        return phase == Phase.OPEN && session.closing() == Closing.NO && work == null && silent() && !completing();
    }

    /** Returns whether the message that was incomplete at a stop is still being read. No message after it is read. */
    private boolean completing() {
        return stopping && !receivedSinceStop && session.midMessage();
    }

    private void updateInterest(long now) {
        boolean read =
                phase == Phase.OPEN ? !inputEnded() && session.wantsInput() && (!stopping || completing()) : !drained();
        note(read, session.midMessage(), now);
        wire.interest(read, session.unsent().hasRemaining());
    }

    @Override
    boolean working() {
        return work != null;
    }

    private void clockRanOut(long now) throws BrokenWire {
        if (now < deadline()) {
            // Woken only to retry refused work.
            return;
        }
        if (phase != Phase.LINGERING && awaitsDelay()) {
            wire.flush();
            session.delayElapsed();
        } else if (!lookAgain(now)) {
            judge(now);
        }
    }

    @Override
    boolean look(long now) throws BrokenWire {
        boolean any = reading() && read(now);
        settle(now);
        return any;
    }

    private void judge(long now) {
        if (phase == Phase.LINGERING) {
            disconnect(null, false);
        } else if (now >= quietEnds()) {
            burstOver();
            session.receive(loop.buffer().flip(), Boundary.PAUSE);
        } else {
            reportTimeout();
            if (phase == Phase.FINISHING || (session.unsent().hasRemaining() && now >= idleEnds())) {
                disconnect(null, true);
            } else {
                recordProgress(now);
                session.timedOut();
            }
        }
    }

    private void disconnect(@Nullable Throwable cause, boolean abort) {
        if (phase == Phase.CLOSED) {
            return;
        }
        boolean complete = phase == Phase.LINGERING;
        phase = Phase.CLOSED;
        loop.deadlines().remove(this);
        loop.linkEnded();
        hold(0);
        try {
            hangUp(abort);
        } finally {
            // In any case, even without memory: an admission that is not released here is lost for ever.
            host.owner().left(host, complete);
        }
        guarded(() -> session.disconnected(cause));
        listener().closed(peer(), cause);
    }

    private void hangUp(boolean abort) {
        try {
            if (abort) {
                wire.abort();
            } else {
                wire.close();
            }
        } catch (Throwable t) {
            listener().failed(peer(), t);
        }
        LinkWork underWay = work;
        work = null;
        if (underWay != null) {
            underWay.withdraw();
        }
    }

    /** Runs one of the closing actions, each of which must run even if another fails. */
    private void guarded(Runnable last) {
        try {
            last.run();
        } catch (Throwable t) {
            // Sessions in other JVM languages may throw undeclared checked exceptions.
            listener().failed(peer(), t);
        }
    }
}
