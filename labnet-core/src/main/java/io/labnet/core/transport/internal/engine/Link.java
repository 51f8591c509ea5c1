// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Drives one {@link ByteSession} over one {@link Wire}: the part of an engine that is the same for every transport. It
 * moves bytes, starts slow work, keeps the clocks and closes in order. Confined to its loop's thread.
 *
 * <p>There may be many thousands of these doing nothing, so it holds little.
 */
public final class Link extends LinkClocks {
    /** One call writes no more than this many times, so that one fast reader does not keep a loop for itself. */
    private static final int WRITES_AT_ONCE = 16;

    /** The runtime keeps a buffer outside the heap for each size of write; larger ones would stay for ever. */
    private static final int WRITE_BYTES = 64 * 1024;

    /** A session whose work is refused so often at once asks again after a moment. */
    private static final int REFUSALS_AT_ONCE = 16;

    private static final Duration REFUSED_AGAIN = Duration.ofMillis(10);

    /** More than a system holds for a connection, so that looking at all of it is looking once. */
    private static final int READS_AT_ONCE = 256;

    /** At a stop all links are looked at in a row: those that send without end must not use up its time. */
    private static final int READS_AT_STOP = 16;

    /** A clock that is found to have run out so long ago ran while the process itself was held up. */
    private static final Duration HELD_UP = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final Wire wire;
    private final Admission.Host host;
    private final int port;
    private @Nullable LinkWork work;

    /** How many messages were noted, modulo 2^32: only differences count. */
    private int messages;

    private long discarded;

    /** How many bytes of the loop's budget this link's session takes. */
    private long held;

    private boolean inputEnded;
    private boolean stopping;
    private boolean stopTold;
    private boolean heardSinceStop;
    private boolean rejectionTold;
    private boolean answered;
    private boolean ignoredTold;
    private boolean refused;

    Link(EventLoop loop, Wire wire, ByteSession session, Admission.Host host, int port) {
        super(session);
        this.loop = loop;
        this.wire = wire;
        this.host = host;
        this.port = port;
    }

    /** What is done in one step. */
    private interface Step {
        void run() throws BrokenWire;
    }

    void open(long now) {
        tookSomething(now);
        step(now, () -> session.open(options().highWaterMark()));
    }

    public void readable() {
        long now = loop.now();
        step(now, () -> read(now));
    }

    public void writable() {
        long now = loop.now();
        step(now, () -> {});
    }

    @Override
    protected void due(long now) {
        step(now, () -> clockRanOut(now));
    }

    /** Finishes what is under way, and what had come by now, then closes. */
    void stop(long now) {
        step(now, () -> {
            for (int i = 0; i < READS_AT_STOP && phase == Phase.OPEN && look(now); i++) {
                // Each time the session may have heard enough.
            }
            stopping = true;
        });
    }

    /** The time to finish what was under way at a stop is over. */
    void stopOver(long now) {
        step(now, () -> {
            look(now);
            if (phase == Phase.OPEN) {
                tellDropped();
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

    /** Made anew each time: a string for all connections of an address takes less than a peer for each. */
    private Peer peer() {
        return new Peer(host.address(), port);
    }

    private void step(long now, Step step) {
        if (phase == Phase.CLOSED) {
            return;
        }
        try {
            step.run();
            if (phase != Phase.CLOSED) {
                settle(now);
            }
        } catch (BrokenWire e) {
            disconnect(e.getCause(), false);
        } catch (Throwable t) {
            // A session's own failure, of whatever kind, ends its conversation and no other.
            listener().failed(peer(), t);
            disconnect(t, true);
        }
    }

    /** Reads once and tells the session. Answers whether anything was there. */
    private boolean read(long now) throws BrokenWire {
        ByteBuffer buffer = loop.buffer();
        Boundary boundary = BrokenWire.use(() -> wire.read(buffer));
        boolean any = buffer.flip().hasRemaining() || boundary != Boundary.MORE;
        if (boundary == Boundary.END) {
            inputEnded = true;
        }
        if (phase != Phase.OPEN) {
            discarded += buffer.remaining();
            if (session.closing() == Closing.FINISH) {
                session.receive(buffer, Boundary.MORE);
            }
        } else if (boundary == Boundary.END || (boundary == Boundary.PAUSE && session.pauses())) {
            burstOver();
            session.receive(buffer, boundary);
        } else if (buffer.hasRemaining()) {
            if (!wire.tellsPauses()) {
                arrived(now);
            }
            session.receive(buffer, Boundary.MORE);
        }
        return any;
    }

    /** After anything happened: sends, starts work, closes, and says what to wait for next. */
    private void settle(long now) throws BrokenWire {
        noteProgress(now);
        send();
        if (stopping && !stopTold && atRest()) {
            stopTold = true;
            tellDropped();
            session.stopped();
            send();
        }
        noteProgress(now);
        close();
        if (phase != Phase.CLOSED) {
            hold(session.bufferedBytes());
            updateInterest(now);
            long moment = refused ? now + REFUSED_AGAIN.toNanos() : Deadlines.NEVER;
            loop.deadlines().move(this, Math.min(moment, deadline(options())));
            // Last of all: it may be this link that is cut.
            loop.budget().enforce();
        }
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
        int heard = (int) session.messages() - messages;
        if (heard > 0) {
            messages += heard;
            heardSinceStop = stopping;
            gotOn(now);
            listener().served(peer(), heard);
        }
        if (session.rejection() != null && !rejectionTold) {
            rejectionTold = true;
            listener().rejected(peer(), session.rejection(), session.unheard());
        }
        if (!rejectionTold && !ignoredTold && session.unheard().length > 0) {
            ignoredTold = true;
            listener().ignored(peer(), answered || session.unsent().hasRemaining(), session.unheard());
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
            LinkWork started = new LinkWork(loop, next, this::workDone);
            try {
                work = started;
                loop.server().workers().execute(started);
            } catch (RejectedExecutionException e) {
                work = null;
                session.workRefused(e);
            } catch (OutOfMemoryError e) {
                // So a pool says that no thread can be started. Some keep the work all the same.
                work = null;
                started.cancel(true);
                session.workRefused(new RejectedExecutionException("no thread can be started", e));
            }
        }
        refused = true;
    }

    private void workDone(LinkWork done) {
        if (work == done) {
            work = null;
            long now = loop.now();
            step(now, () -> {
                gotOn(now);
                session.workDone();
            });
        }
    }

    private void write() throws BrokenWire {
        for (int i = 0; i < WRITES_AT_ONCE; i++) {
            ByteBuffer out = session.unsent();
            int most = Math.min(out.remaining(), WRITE_BYTES);
            if (most == 0) {
                return;
            }
            int written = BrokenWire.use(() -> wire.write(out.limit(out.position() + most)));
            if (written > 0) {
                answered = true;
                // A session may have been slow with what it says: the moment after a write begins with the write.
                tookSomething(loop.now());
                session.sent(written);
            }
            if (written < most) {
                return;
            }
        }
    }

    private void close() throws BrokenWire {
        if (session.closing() == Closing.ABORT) {
            disconnect(null, true);
            return;
        }
        if (phase == Phase.OPEN && (session.closing() == Closing.FINISH || (stopping && atRest()))) {
            phase = Phase.FINISHING;
        }
        if (phase == Phase.FINISHING && silent()) {
            phase = BrokenWire.use(() -> {
                wire.finish();
                return Phase.LINGERING;
            });
            tookSomething(loop.now());
        }
        if (phase == Phase.LINGERING && (inputEnded || discarded > options().drainBytes())) {
            disconnect(null, false);
        }
    }

    private boolean silent() {
        return !session.unsent().hasRemaining() && !session.separated();
    }

    /** Whether nothing that the session began is under way, nor the message that the peer had begun at a stop. */
    private boolean atRest() {
        return phase == Phase.OPEN && session.closing() == Closing.NO && work == null && silent() && !completing();
    }

    /** Whether the message that was under way at a stop is still read: that one, and none after it. */
    private boolean completing() {
        return stopping && !heardSinceStop && session.midMessage();
    }

    private void tellDropped() {
        if (session.midMessage()) {
            listener().dropped(peer());
            ignoredTold = true;
        }
    }

    private void updateInterest(long now) {
        boolean read = !inputEnded
                && (phase == Phase.OPEN
                        ? session.wantsInput() && (!stopping || completing())
                        : discarded <= options().drainBytes());
        note(read, session.midMessage(), now);
        wire.interest(read, session.unsent().hasRemaining());
    }

    @Override
    boolean working() {
        return work != null;
    }

    private ServerOptions options() {
        return loop.server().options();
    }

    private ServerListener listener() {
        return options().listener();
    }

    private void clockRanOut(long now) throws BrokenWire {
        if (now < deadline(options())) {
            // Only to ask for workers again.
            return;
        }
        if (phase != Phase.LINGERING && awaitsMoment()) {
            wire.separate();
            session.momentPassed();
        } else if (!lookAgain(now)) {
            judge(now);
        }
    }

    /**
     * Sees what came, or was taken, while the loop was held up: its clocks run out before it sees that. Answers whether the
     * clock no longer stands against the peer.
     */
    private boolean lookAgain(long now) throws BrokenWire {
        boolean heldUp = now - deadline(options()) >= HELD_UP.toNanos();
        for (int i = 0; i < READS_AT_ONCE; i++) {
            boolean any = look(now);
            if (any && heldUp) {
                // The rest may be on its way: it could not come while nothing was read.
                gotOn(now);
            }
            if (phase == Phase.CLOSED || now < deadline(options())) {
                return true;
            }
            if (!any) {
                return false;
            }
        }
        return false;
    }

    private boolean look(long now) throws BrokenWire {
        boolean any = reading() && read(now);
        settle(now);
        return any;
    }

    private void judge(long now) {
        if (phase == Phase.LINGERING) {
            disconnect(null, false);
        } else if (now >= quietEnds(options())) {
            burstOver();
            session.receive(loop.buffer().flip(), Boundary.PAUSE);
        } else {
            listener().timedOut(peer(), timeoutCause(), expired(options()));
            // What is left of its message is no news.
            ignoredTold = true;
            if (phase == Phase.FINISHING || (session.unsent().hasRemaining() && now >= idleEnds(options()))) {
                disconnect(null, true);
            } else {
                gotOn(now);
                session.timedOut();
            }
        }
    }

    private void disconnect(@Nullable Throwable cause, boolean abort) {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        loop.deadlines().remove(this);
        loop.linkEnded();
        hold(0);
        try {
            hangUp(abort);
        } finally {
            // Whatever has gone wrong, memory perhaps: a place that is lost here is lost for ever.
            loop.server().left(host);
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
            underWay.cancel(true);
            Workers.forget(loop.server().workers(), underWay);
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
