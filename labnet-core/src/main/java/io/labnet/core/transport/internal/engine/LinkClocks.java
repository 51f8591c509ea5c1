// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ByteSession;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TimeoutCause;
import java.time.Duration;

/** What a link knows of time: since when its peer has been waited for, and for what. All times are loop times. */
abstract class LinkClocks extends Deadlines.Timed {
    enum Phase {
        OPEN,
        /** The session is finished; what it said still has to leave. */
        FINISHING,
        /** Everything has left; what still arrives is discarded. */
        LINGERING,
        CLOSED
    }

    /** More than a system holds for a connection, so that looking at all of it is looking once. */
    private static final int READS_AT_ONCE = 256;

    /** A clock that is found to have run out so long ago ran while the process itself was held up. */
    private static final Duration HELD_UP = Duration.ofSeconds(1);

    final ByteSession session;

    Phase phase = Phase.OPEN;

    /** When the peer last got on, by a message, by beginning one, or by taking bytes. */
    private long since;

    /** When the peer last took bytes, or there were none for it to take. What it says does not move it. */
    private long took;

    /** When the message began that is under way, or could have. What the peer takes does not move it. */
    private long began;

    /** When bytes last arrived. */
    private long burst;

    /** Whether bytes have arrived since the last pause was told. */
    private boolean inBurst;

    /** Whether the peer had something to take. */
    private boolean owed;

    private boolean reading;
    private boolean midMessage;

    LinkClocks(ByteSession session) {
        this.session = session;
    }

    /** The peer has got on, or could not have. */
    final void recordProgress(long now) {
        began = now;
        // What waits for its moment doesn't wait longer because the peer says something.
        if (!awaitsDelay()) {
            since = now;
        }
    }

    /** Since when the memory that is held for the peer waits for it. */
    final long heldSince() {
        return Math.min(since, took);
    }

    final void recordTaken(long now) {
        since = now;
        took = now;
    }

    /** Bytes have arrived of which only time can tell whether they are the last for now. */
    final void arrived(long now) {
        inBurst = true;
        burst = now;
    }

    final void burstOver() {
        inBurst = false;
    }

    /** Takes note of what the peer can do from now on. */
    final void note(boolean reads, boolean insideMessage, long now) {
        if (!owed) {
            took = now;
        }
        owed = session.unsent().hasRemaining();
        if (reads && !reading) {
            // While nothing was read no clock could run against the peer.
            recordProgress(now);
            burst = now;
        }
        if (insideMessage && !midMessage) {
            recordProgress(now);
        }
        reading = reads;
        midMessage = insideMessage;
    }

    /** Whether what arrives is to be read. */
    final boolean reading() {
        return reading;
    }

    /** Whether a write waits until a moment has passed since the last. */
    final boolean awaitsDelay() {
        return session.flushPending() && !session.unsent().hasRemaining();
    }

    abstract ServerOptions options();

    /** Whether slow work is under way. */
    abstract boolean working();

    /** Handles what has come or can be written by now. Answers whether anything had come. */
    abstract boolean look(long now) throws BrokenWire;

    /**
     * Sees what came, or was taken, while the loop was held up: its clocks run out before it sees that. Answers whether the
     * clock no longer stands against the peer.
     */
    final boolean lookAgain(long now) throws BrokenWire {
        boolean heldUp = now - deadline() >= HELD_UP.toNanos();
        for (int i = 0; i < READS_AT_ONCE; i++) {
            boolean any = look(now);
            if (any && heldUp) {
                // The rest may be on its way: it could not come while nothing was read.
                recordProgress(now);
            }
            if (phase == Phase.CLOSED || now < deadline()) {
                return true;
            }
            if (!any) {
                return false;
            }
        }
        return false;
    }

    /** When the link has to be woken if nothing happens. */
    final long deadline() {
        if (phase == Phase.LINGERING) {
            return since + options().drain().toNanos();
        }
        if (awaitsDelay()) {
            return since + options().flushDelay().toNanos();
        }
        return Math.min(quietEnds(), patienceEnds());
    }

    /** When the quiet has lasted long enough to be a pause. */
    final long quietEnds() {
        boolean pausing = phase == Phase.OPEN && inBurst && reading && session.pauses();
        return pausing ? burst + options().quiet().toNanos() : Deadlines.NEVER;
    }

    final long idleEnds() {
        return since + Durations.nanos(idle());
    }

    /**
     * How long the peer may do nothing. Who is waited for to take something is given longer, if that is longer, but not for
     * ever: what it does not take is held.
     */
    private Duration idle() {
        Duration chosen = options().idle();
        Duration idle = chosen == null ? session.idle() : chosen;
        Duration stall = options().stall();
        boolean stalls = stall.compareTo(idle) > 0 || idle.compareTo(Protocol.NO_LIMIT) >= 0;
        return stalls && session.unsent().hasRemaining() ? stall : idle;
    }

    private Duration messageDeadline() {
        Duration chosen = options().messageDeadline();
        return chosen == null ? session.messageDeadline() : chosen;
    }

    /** What the peer was waited for, once its time is over. */
    final TimeoutCause timeoutCause() {
        if (midMessage && reading) {
            return TimeoutCause.INCOMPLETE_MESSAGE;
        }
        return session.unsent().hasRemaining() ? TimeoutCause.UNTAKEN_OUTPUT : TimeoutCause.SILENCE;
    }

    /** The limit that is over then. */
    final Duration expired() {
        return timeoutCause() == TimeoutCause.INCOMPLETE_MESSAGE ? messageDeadline() : idle();
    }

    private long patienceEnds() {
        if (working() && !session.unsent().hasRemaining()) {
            return Deadlines.NEVER;
        }
        if (midMessage && reading) {
            return began + Durations.nanos(messageDeadline());
        }
        return idleEnds();
    }
}
