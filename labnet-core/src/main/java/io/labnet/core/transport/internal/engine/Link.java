// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Engine;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Timer;
import io.labnet.core.transport.internal.admission.HeaderSession;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Drives one {@link ByteSession} over one {@link Wire}: the part of an engine that is the same for every transport. It
 * moves bytes, starts slow work, enforces the timeouts and closes in order. Confined to its loop's thread.
 *
 * <p>There may be many thousands of idle links, so the fields of each take little memory.
 */
public final class Link extends LinkIo implements Engine {
    /** If a session's work is refused this many times in a row, its next work is started only after a delay. */
    private static final int MAX_REFUSALS = 16;

    private static final Duration REFUSAL_RETRY_DELAY = Duration.ofMillis(10);

    /** The largest number of reads per link at a stop, so that a peer that sends continuously can't delay the stop. */
    private static final int MAX_READS_AT_STOP = 16;

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

    /**
     * One step of a link. Steps that are often taken are method references that capture no variables, so that the JVM
     * allocates each of them only once.
     */
    private interface Step {
        void run(Link link, long now) throws BrokenWire;
    }

    /** Tells the listener of the connection, before the conversation begins. */
    void accept() {
        Peer peer = peer();
        if (listener().measures(peer)) {
            meter = new LinkMeter(listener(), peer, loop.now());
        }
        listener().accepted(peer);
    }

    /** Continues with the address of the client that a balancer has named. Called during a step. */
    void identify(Admission.Host client, int clientPort) {
        host = client;
        port = clientPort;
    }

    /**
     * Begins the conversation with the client behind a balancer. Called during a step.
     *
     * @param received the number of bytes that have arrived for the conversation
     */
    void begin(ByteSession conversation, int received) {
        session = conversation;
        accept();
        long now = loop.now();
        if (meter != null && received > 0) {
            meter.received(received, now);
        }
        begin(now);
    }

    void open(long now) {
        recordOutputRead(now);
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
    public void decoded(Object message) {
        if (meter != null) {
            meter.decoded(message);
        }
    }

    @Override
    public long nanoTime() {
        return loop.now();
    }

    public void readable() {
        step(loop.now(), Link::read);
    }

    public void writable() {
        step(loop.now(), Link::continueStep);
    }

    private void continueStep(long now) {
        // Empty, because step() itself continues writing after each step.
    }

    @Override
    protected void due(long now) {
        step(now, Link::deadlineReached);
    }

    /** Finishes pending replies and answers the messages that have already arrived, then closes. */
    void stop(long now) {
        step(now, (link, at) -> {
            for (int i = 0; i < MAX_READS_AT_STOP && phase == Phase.OPEN && readAndWrite(now); i++) {
                // The loop has no body: its condition reads and writes, until no input is left or the session wants no
                // more.
            }
            stopping = true;
        });
    }

    /** Ends this link, because the server was stopped and the drain time is over. */
    void stopOver(long now) {
        step(now, (link, at) -> {
            readAndWrite(now);
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
    void reset(String limit) {
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
                finishStep(now);
            }
        } catch (BrokenWire e) {
            readRemainingInput(now);
            if (session.onlyEndUnsent()) {
                phase = Phase.LINGERING;
                disconnect(null, false);
            } else {
                disconnect(e.getCause(), false);
            }
        } catch (Throwable t) {
            // Any failure of a session ends only its own conversation.
            listener().failed(peer(), t);
            disconnect(t, true);
        }
    }

    /**
     * Reads the remaining input after a write has failed: bytes that the peer sent before it closed can still be read.
     */
    private void readRemainingInput(long now) {
        try {
            while (reading() && phase == Phase.OPEN && !inputEnded() && session.wantsInput() && read(now)) {
                noteProgress(now);
            }
        } catch (BrokenWire e) {
            // The wire has failed, so there is no more input.
            return;
        } catch (Throwable t) {
            listener().failed(peer(), t);
        }
    }

    /** Runs after every event: sends, starts work, closes, and sets the next deadline and the events to wait for. */
    private void finishStep(long now) throws BrokenWire {
        noteProgress(now);
        send();
        if (stopping && !stopNotified && nothingPending()) {
            stopNotified = true;
            reportDropped();
            session.stopped();
            send();
        }
        noteProgress(now);
        if (meter != null && work == null && !refused && outputWritten()) {
            meter.settled();
        }
        close();
        if (phase != Phase.CLOSED) {
            session.releaseLentBuffer();
            hold(session.bufferedBytes());
            updateInterest(now);
            loop.deadlines().movePerhapsLater(this, wakeTime(now), now);
            // Called last, because it may reset this link.
            loop.budget().enforce();
        }
    }

    /**
     * Returns the time at which the link must be woken if no event wakes it earlier: its deadline, or the time to retry
     * refused work.
     */
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
     * Starts the session's slow work. If the workers refuse the work, the session may respond with new work. After
     * several refusals, the new work is started only after a delay. Otherwise, a session that always responds with new
     * work would block the loop for ever.
     */
    private void startWork() {
        for (int i = 0; i < MAX_REFUSALS; i++) {
            Runnable next = session.takeWork();
            if (next == null) {
                refused = false;
                return;
            }
            LinkWork started = new LinkWork(loop, host.owner().workers(), peer(), next, this::workDone);
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
            step(loop.now(), Link::finishWork);
        }
    }

    private void finishWork(long now) {
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
        if (phase == Phase.OPEN && (session.closing() == Closing.FINISH || (stopping && nothingPending()))) {
            phase = Phase.FINISHING;
        }
        if (phase == Phase.FINISHING && outputWritten()) {
            finishWire();
            phase = Phase.LINGERING;
            recordOutputRead(loop.now());
        }
        if (phase == Phase.LINGERING && drained()) {
            disconnect(null, false);
        }
    }

    private boolean outputWritten() {
        return !session.unsent().hasRemaining() && !session.flushPending() && !session.holdsBytes();
    }

    /** Returns whether no output, work or message is pending at a stop. */
    private boolean nothingPending() {
        return phase == Phase.OPEN
                && session.closing() == Closing.NO
                && work == null
                && outputWritten()
                && !completingMessage();
    }

    /** Returns whether a message that was incomplete at a stop is still being read. Later messages are not read. */
    private boolean completingMessage() {
        return stopping && !receivedSinceStop && session.midMessage();
    }

    private void updateInterest(long now) {
        boolean read = phase == Phase.OPEN
                ? !inputEnded() && session.wantsInput() && (!stopping || completingMessage())
                : !drained();
        updateInput(read, session.midMessage(), now);
        wire.interest(read, session.unsent().hasRemaining());
    }

    @Override
    boolean working() {
        return work != null;
    }

    private void deadlineReached(long now) throws BrokenWire {
        if (now < deadline()) {
            // The link was woken only to retry refused work.
            return;
        }
        if (phase != Phase.LINGERING && awaitsDelay()) {
            wire.flush();
            session.delayElapsed();
        } else if (!catchUp(now)) {
            timeoutExpired(now);
        }
    }

    @Override
    boolean readAndWrite(long now) throws BrokenWire {
        boolean any = reading() && read(now);
        finishStep(now);
        return any;
    }

    private void timeoutExpired(long now) {
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
            closeWire(abort);
        } finally {
            // Called even after a failure, because an admission that is not released here would never be released.
            host.owner().left(host, complete);
        }
        runGuarded(() -> session.disconnected(cause));
        if (meter != null) {
            meter.ended(loop.now());
        }
        if (!(session instanceof HeaderSession)) {
            listener().closed(peer(), cause);
        }
    }

    private void closeWire(boolean abort) {
        try {
            if (abort) {
                wire.abort();
            } else {
                wire.close();
            }
        } catch (Throwable t) {
            listener().failed(peer(), t);
        }
        LinkWork running = work;
        work = null;
        if (running != null) {
            running.withdraw();
        }
    }

    /** Runs one of the closing actions, each of which must run even if another fails. */
    private void runGuarded(Runnable last) {
        try {
            last.run();
        } catch (Throwable t) {
            // Sessions in other JVM languages may throw undeclared checked exceptions.
            listener().failed(peer(), t);
        }
    }
}
