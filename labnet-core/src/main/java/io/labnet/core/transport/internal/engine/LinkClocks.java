// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ByteSession;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TimeoutCause;
import java.time.Duration;

/** The timeouts of a link: since when it has been waiting for its peer, and for what. All times are loop times. */
abstract class LinkClocks extends Deadlines.Timed {
    enum Phase {
        OPEN,
        /** The session is finished; its output is still being written. */
        FINISHING,
        /** All output is written; further input is discarded. */
        LINGERING,
        CLOSED
    }

    /** Enough reads for everything that a system buffers for a connection. */
    private static final int READS_AT_ONCE = 256;

    /** A timeout that is detected this late expired while the process itself was suspended. */
    private static final Duration HELD_UP = Duration.ofSeconds(1);

    final ByteSession session;

    Phase phase = Phase.OPEN;

    /** When the peer last made progress: by a message, by beginning one, or by reading bytes. */
    private long since;

    /** When the peer last read bytes, or no output was pending. Input does not change it. */
    private long outputTakenAt;

    /** When the current message began, or could have begun. Output that the peer reads does not change it. */
    private long began;

    /** When bytes last arrived. */
    private long burst;

    /** Whether bytes have arrived since the last reported pause. */
    private boolean inBurst;

    /** Whether output was pending at the last update. */
    private boolean outputPending;

    private boolean reading;
    private boolean midMessage;

    LinkClocks(ByteSession session) {
        this.session = session;
    }

    /** Restarts the timeouts, because the peer has made progress, or could not have. */
    final void recordProgress(long now) {
        began = now;
        // Input must not extend the flush delay.
        if (!awaitsDelay()) {
            since = now;
        }
    }

    /** Returns since when the buffered bytes have been waiting for the peer. */
    final long heldSince() {
        return Math.min(since, outputTakenAt);
    }

    final void recordTaken(long now) {
        since = now;
        outputTakenAt = now;
    }

    /** Notes that bytes have arrived, which starts the quiet time. */
    final void arrived(long now) {
        inBurst = true;
        burst = now;
    }

    final void burstOver() {
        inBurst = false;
    }

    /** Notes whether input is read and whether a message is incomplete from now on. */
    final void note(boolean reads, boolean insideMessage, long now) {
        if (!outputPending) {
            outputTakenAt = now;
        }
        outputPending = session.unsent().hasRemaining();
        if (reads && !reading) {
            // While nothing was read, no timeout could count against the peer.
            recordProgress(now);
            burst = now;
        }
        if (insideMessage && !midMessage) {
            recordProgress(now);
        }
        reading = reads;
        midMessage = insideMessage;
    }

    /** Returns whether input is read. */
    final boolean reading() {
        return reading;
    }

    /** Returns whether the next write waits for the flush delay. */
    final boolean awaitsDelay() {
        return session.flushPending() && !session.unsent().hasRemaining();
    }

    abstract ServerOptions options();

    /** Returns whether slow work is running. */
    abstract boolean working();

    /** Reads available input and writes what is possible. Returns whether there was input. */
    abstract boolean look(long now) throws BrokenWire;

    /**
     * Handles what arrived, or was read by the peer, while the loop was delayed, before a timeout counts. Returns
     * whether the timeout no longer applies.
     */
    final boolean lookAgain(long now) throws BrokenWire {
        boolean heldUp = now - deadline() >= HELD_UP.toNanos();
        for (int i = 0; i < READS_AT_ONCE; i++) {
            boolean any = look(now);
            if (any && heldUp) {
                // The rest may be in transit: it could not arrive while nothing was read.
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

    /** Returns when the link must be woken if nothing happens. */
    final long deadline() {
        if (phase == Phase.LINGERING) {
            return since + options().drain().toNanos();
        }
        if (awaitsDelay()) {
            return since + options().flushDelay().toNanos();
        }
        return Math.min(quietEnds(), patienceEnds());
    }

    /** Returns when the quiet time ends, which makes a pause. */
    final long quietEnds() {
        boolean pausing = phase == Phase.OPEN && inBurst && reading && session.pauses();
        return pausing ? burst + options().quiet().toNanos() : Deadlines.NEVER;
    }

    final long idleEnds() {
        return since + Durations.nanos(idle());
    }

    /**
     * Returns how long the peer may do nothing. A peer with pending output has the stall limit if that is longer, but
     * never an unlimited time, because its output is buffered.
     */
    private Duration idle() {
        Duration chosen = options().idle();
        Duration idle = chosen == null ? session.idle() : chosen;
        Duration stall = options().stallTimeout();
        boolean stalls = stall.compareTo(idle) > 0 || idle.compareTo(Protocol.NO_LIMIT) >= 0;
        return stalls && session.unsent().hasRemaining() ? stall : idle;
    }

    private Duration messageDeadline() {
        Duration chosen = options().messageDeadline();
        return chosen == null ? session.messageDeadline() : chosen;
    }

    /** Returns what the link was waiting for when the timeout expired. */
    final TimeoutCause timeoutCause() {
        if (midMessage && reading) {
            return TimeoutCause.INCOMPLETE_MESSAGE;
        }
        return session.unsent().hasRemaining() ? TimeoutCause.UNREAD_OUTPUT : TimeoutCause.SILENCE;
    }

    /** Returns the timeout that has expired. */
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
