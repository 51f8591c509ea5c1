// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ByteSession;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TimeoutCause;
import java.time.Duration;

/** The timeouts of a link, and the times at which they begin. All times are nanoseconds since the loop began. */
abstract class LinkClocks extends Deadlines.Timed {
    enum Phase {
        OPEN,
        /** The session is finished; its output is still being written. */
        FINISHING,
        /** All output is written; further input is discarded. */
        LINGERING,
        CLOSED
    }

    /**
     * The largest number of reads before a timeout takes effect: enough to read all bytes that the system has buffered.
     */
    private static final int MAX_READS = 256;

    /** If a timeout is detected this long after it expired, the process itself was suspended. */
    private static final Duration SUSPENDED = Duration.ofSeconds(1);

    /**
     * How long a peer may send a message more slowly than at the minimum rate. Long enough for the retransmissions of a
     * lost packet.
     */
    static final Duration RATE_GRACE = Duration.ofSeconds(5);

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** The conversation. Changes once if the connection begins with a header that names the client. */
    ByteSession session;

    Phase phase = Phase.OPEN;

    /** When the peer last made progress: it sent or began a message, or read bytes. */
    private long lastProgress;

    /**
     * The latest time at which no output was pending, or the peer read some of the pending output. Input does not
     * change this time.
     */
    private long outputReadAt;

    /**
     * When the current message began. Between messages: the earliest time at which the next one could begin. Output
     * that the peer reads does not change this time.
     */
    private long messageBegan;

    /** When bytes last arrived. */
    private long lastArrival;

    /** The number of bytes that arrived since {@link #messageBegan}, up to {@link Integer#MAX_VALUE}. */
    private int messageBytes;

    /** Whether bytes have arrived since the last reported pause. */
    private boolean inBurst;

    /** Whether output was pending at the last update. */
    private boolean outputPending;

    private boolean reading;
    private boolean midMessage;

    LinkClocks(ByteSession session) {
        this.session = session;
    }

    /**
     * Restarts the timeouts, because the peer has made progress, or this side prevented the peer from making progress.
     */
    final void recordProgress(long now) {
        messageBegan = now;
        messageBytes = 0;
        // While a flush delay runs, lastProgress is its beginning, and input must not extend the delay.
        if (!awaitsDelay()) {
            lastProgress = now;
        }
    }

    /** Returns the time since which the buffered bytes have been waiting for the peer. */
    final long heldSince() {
        return Math.min(lastProgress, outputReadAt);
    }

    final void recordOutputRead(long now) {
        lastProgress = now;
        outputReadAt = now;
    }

    /** Notes that bytes have arrived, which starts the quiet time. */
    final void arrived(long now) {
        inBurst = true;
        lastArrival = now;
    }

    /** Counts bytes that the current message may consist of. */
    final void countInput(int bytes) {
        messageBytes = (int) Math.min(Integer.MAX_VALUE, (long) messageBytes + bytes);
    }

    final void burstOver() {
        inBurst = false;
    }

    /** Notes whether, from now on, input is read, and whether a message is incomplete. */
    final void updateInput(boolean reads, boolean insideMessage, long now) {
        if (!outputPending) {
            outputReadAt = now;
        }
        outputPending = session.unsent().hasRemaining();
        if (reads && !reading) {
            // The time during which nothing was read does not count against the peer.
            recordProgress(now);
            lastArrival = now;
        }
        if (insideMessage != midMessage) {
            // A message has begun, or what was incomplete, such as a handshake, is complete.
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
    abstract boolean readAndWrite(long now) throws BrokenWire;

    /**
     * Called before a timeout takes effect, because the loop may have been delayed. Reads input that has arrived
     * meanwhile, and writes output for which the peer has made room. Returns whether the timeout no longer applies.
     */
    final boolean catchUp(long now) throws BrokenWire {
        boolean suspended = now - deadline() >= SUSPENDED.toNanos();
        for (int i = 0; i < MAX_READS; i++) {
            boolean any = readAndWrite(now);
            if (any && suspended) {
                // While this process was suspended, the full receive buffer may have kept the peer from sending the
                // rest, so the peer gets more time.
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

    /** Returns the time at which the link must be woken if no event wakes it earlier. */
    final long deadline() {
        if (phase == Phase.LINGERING) {
            return lastProgress + options().drain().toNanos();
        }
        if (awaitsDelay()) {
            return lastProgress + options().flushDelay().toNanos();
        }
        return Math.min(quietEnds(), peerTimeoutEnds());
    }

    /** Returns when the quiet time ends and a pause is reported. */
    final long quietEnds() {
        boolean pausing = phase == Phase.OPEN && inBurst && reading && session.pauses();
        return pausing ? lastArrival + options().quiet().toNanos() : Deadlines.NEVER;
    }

    final long idleEnds() {
        return lastProgress + Durations.nanos(idle());
    }

    /**
     * Returns how long the peer may make no progress. While output is pending, this is the longer of the idle timeout
     * and the stall timeout. An unlimited idle timeout then does not count, because pending output takes memory.
     */
    private Duration idle() {
        Duration chosen = options().idle();
        Duration idle = chosen == null ? session.idle() : chosen;
        Duration stall = options().stallTimeout();
        boolean stalls = stall.compareTo(idle) > 0 || idle.compareTo(Protocol.NO_LIMIT) >= 0;
        return stalls && session.unsent().hasRemaining() ? stall : idle;
    }

    private Duration messageDeadline() {
        return session.messageDeadline(options().messageDeadline());
    }

    /** Returns what the link was waiting for when the timeout expired. */
    final TimeoutCause timeoutCause() {
        if (midMessage && reading) {
            return rateTime() < Durations.nanos(messageDeadline())
                    ? TimeoutCause.SLOW_MESSAGE
                    : TimeoutCause.INCOMPLETE_MESSAGE;
        }
        return session.unsent().hasRemaining() ? TimeoutCause.UNREAD_OUTPUT : TimeoutCause.SILENCE;
    }

    /** Returns the timeout that has expired. */
    final Duration expired() {
        return switch (timeoutCause()) {
            case INCOMPLETE_MESSAGE -> messageDeadline();
            case SLOW_MESSAGE -> Duration.ofNanos(rateTime());
            case SILENCE, UNREAD_OUTPUT -> idle();
        };
    }

    /**
     * Returns the nanoseconds for which the received bytes of the current message suffice at the minimum rate. Each
     * further byte adds to this time, so no clock of its own is needed.
     */
    private long rateTime() {
        int rate = options().minimumRate();
        return rate == 0 ? Deadlines.NEVER : RATE_GRACE.toNanos() + messageBytes * NANOS_PER_SECOND / rate;
    }

    private long peerTimeoutEnds() {
        if (working() && !session.unsent().hasRemaining()) {
            return Deadlines.NEVER;
        }
        if (midMessage && reading) {
            return messageBegan + Math.min(Durations.nanos(messageDeadline()), rateTime());
        }
        return idleEnds();
    }
}
