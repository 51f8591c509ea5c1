// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.session.ByteSession;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What a client's engine knows of time: since when its peer has been waited for, and for what. */
final class ReadClocks {
    private final ByteSession session;
    private final long readTimeout;
    private final LongSupplier clock;

    /** When the peer last said or took something, or could not have. */
    private long since;

    /** When the message began that is under way. What arrives of it does not move this. */
    private long began;

    private long messages;
    private boolean waiting;
    private boolean midMessage;

    /** Starts waiting. The clock counts nanoseconds from wherever it likes. */
    ReadClocks(ByteSession session, Duration readTimeout, LongSupplier clock) {
        this.session = session;
        this.readTimeout = Durations.nanos(readTimeout);
        this.clock = clock;
        restart();
    }

    /** The peer has said or taken something. */
    void gotOn() {
        since = clock.getAsLong();
    }

    /** The peer has all its time again. */
    void restart() {
        gotOn();
        began = since;
    }

    /** Takes note of what the peer is waited for from now on. During slow work no clock runs against it. */
    void note(boolean working) {
        boolean waits = !working && session.wantsInput();
        if (waits && !waiting) {
            gotOn();
        }
        boolean inside = waits && session.midMessage();
        long complete = session.messages();
        if (inside && (!midMessage || complete != messages)) {
            began = clock.getAsLong();
        }
        waiting = waits;
        midMessage = inside;
        messages = complete;
    }

    /** How many nanoseconds are left to the peer; none when it has been waited for long enough. */
    long left() {
        if (!waiting) {
            return readTimeout;
        }
        long now = clock.getAsLong();
        long quiet = readTimeout - (now - since);
        return midMessage ? Math.min(quiet, Durations.nanos(session.messageDeadline()) - (now - began)) : quiet;
    }
}
