// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.FilterByteSession;
import io.labnet.core.transport.ConnectOptions;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A session that notes in a transcript what it receives and sends. */
final class TraceSession extends FilterByteSession {
    /** After this time without output, the peer takes it for a pause: the default quiet time of the transports. */
    private static final long QUIET_NANOS = ConnectOptions.defaults().quiet().toNanos();

    private final Transcript transcript;
    private final Side own;

    /** When this side sent its last bytes, by {@code System.nanoTime}; meaningful only in a burst. */
    private long lastSent;

    /** Whether this side has sent bytes since its last pause. */
    private boolean burst;

    TraceSession(ByteSession inner, Transcript transcript, Side own) {
        super(inner);
        this.transcript = transcript;
        this.own = own;
    }

    @Override
    public void receive(ByteBuffer in, Boundary boundary) {
        if (burst && System.nanoTime() - lastSent >= QUIET_NANOS) {
            pause();
        }
        transcript.data(own.other(), in);
        if (boundary == Boundary.PAUSE) {
            transcript.paused(own.other());
        } else if (boundary == Boundary.END) {
            transcript.ended(own.other());
        }
        super.receive(in, boundary);
    }

    @Override
    public void sent(int bytes) {
        if (bytes > 0) {
            ByteBuffer written = super.unsent();
            transcript.data(own, written.slice(written.position(), bytes));
            lastSent = System.nanoTime();
            burst = true;
        }
        super.sent(bytes);
    }

    @Override
    public void delayElapsed() {
        // The peer notices the flush delay as a pause.
        pause();
        super.delayElapsed();
    }

    private void pause() {
        burst = false;
        transcript.paused(own);
    }

    @Override
    public void timedOut() {
        String incomplete = super.incomplete();
        transcript.note(
                own,
                "waited for the " + own.other() + " until a timeout expired"
                        + (incomplete == null ? "" : ": " + incomplete));
        super.timedOut();
    }

    @Override
    public Closing closing() {
        Closing closing = super.closing();
        if (closing == Closing.FINISH && !super.unsent().hasRemaining() && !super.flushPending()) {
            transcript.ended(own);
        }
        return closing;
    }

    @Override
    public void disconnected(@Nullable Throwable cause) {
        if (cause != null) {
            transcript.closed(own.other(), String.valueOf(cause.getMessage()));
        } else if (super.closing() == Closing.ABORT) {
            transcript.closed(own, "the " + own + " reset the connection");
        } else {
            transcript.closed(null, null);
        }
        super.disconnected(cause);
    }
}
