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
 * moves bytes, starts slow work, keeps the clocks and closes in order. Confined to its loop's thread.
 *
 * <p>There may be many thousands of these doing nothing, so it holds little.
 */
public final class Link extends LinkIo implements Engine {
    /** A session whose work is refused so often at once asks again after a moment. */
    private static final int REFUSALS_AT_ONCE = 16;

    private static final Duration REFUSED_AGAIN = Duration.ofMillis(10);

    /** At a stop all links are looked at in a row: those that send without end must not use up its time. */
    private static final int READS_AT_STOP = 16;

    private @Nullable LinkWork work;

    /** How many bytes of the loop's budget this link's session takes. */
    private long held;

    private boolean stopping;
    private boolean stopTold;
    private boolean heardSinceStop;
    private boolean refused;

    Link(EventLoop loop, Wire wire, ByteSession session, Admission.Host host, int port) {
        super(loop, wire, session, host, port);
    }

    /** What is done in one step. Those of every request capture nothing, so that they are made once. */
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
        // To settle is all there is to do.
    }

    @Override
    protected void due(long now) {
        step(now, Link::clockRanOut);
    }

    /** Finishes what is under way, and what had come by now, then closes. */
    void stop(long now) {
        step(now, (link, at) -> {
            for (int i = 0; i < READS_AT_STOP && phase == Phase.OPEN && look(now); i++) {
                // Each time the session may have heard enough.
            }
            stopping = true;
        });
    }

    /** The time to finish what was under way at a stop is over. */
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

    /** How many bytes wait here, at the last look. */
    long held() {
        return held;
    }

    /** Resets the connection because too much is held. */
    void cut(String limit) {
        try {
            listener().cut(peer(), limit);
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
            hearRest(now);
            disconnect(e.getCause(), false);
        } catch (Throwable t) {
            // A session's own failure, of whatever kind, ends its conversation and no other.
            listener().failed(peer(), t);
            disconnect(t, true);
        }
    }

    /** What the peer said before it went can still be read when writing fails. */
    private void hearRest(long now) {
        try {
            while (reading() && phase == Phase.OPEN && !inputEnded() && session.wantsInput() && read(now)) {
                noteProgress(now);
            }
        } catch (BrokenWire e) {
            // That was all.
            return;
        } catch (Throwable t) {
            listener().failed(peer(), t);
        }
    }

    /** After anything happened: sends, starts work, closes, and says what to wait for next. */
    private void settle(long now) throws BrokenWire {
        noteProgress(now);
        send();
        if (stopping && !stopTold && atRest()) {
            stopTold = true;
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
            // Last of all: it may be this link that is cut.
            loop.budget().enforce();
        }
    }

    /** When the link has to be woken if nothing happens, also to ask for workers again. */
    long wakeTime(long now) {
        return Math.min(refused ? now + REFUSED_AGAIN.toNanos() : Deadlines.NEVER, deadline());
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
            heardSinceStop = stopping;
        }
    }

    /**
     * Starts the work that the session asks for. A session may answer a refusal by asking again: then that is tried
     * again a moment later, or the two would hold the loop for ever.
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
                listener().cut(peer(), limit);
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

    /** Whether nothing that the session began is under way, nor the message that the peer had begun at a stop. */
    private boolean atRest() {
        return phase == Phase.OPEN && session.closing() == Closing.NO && work == null && silent() && !completing();
    }

    /** Whether the message that was under way at a stop is still read: that one, and none after it. */
    private boolean completing() {
        return stopping && !heardSinceStop && session.midMessage();
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
            // Only to ask for workers again.
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
            // Whatever has gone wrong, memory perhaps: a place that is lost here is lost for ever.
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

    /** Does one of the things that have to be done whether or not the others fail. */
    private void guarded(Runnable last) {
        try {
            last.run();
        } catch (Throwable t) {
            // Sessions written in other languages throw checked exceptions that nobody declared.
            listener().failed(peer(), t);
        }
    }
}
