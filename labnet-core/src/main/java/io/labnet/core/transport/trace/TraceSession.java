// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.FilterByteSession;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A session that notes in a transcript what it receives and sends. */
final class TraceSession extends FilterByteSession {
    private final Transcript transcript;
    private final Side own;

    TraceSession(ByteSession inner, Transcript transcript, Side own) {
        super(inner);
        this.transcript = transcript;
        this.own = own;
    }

    @Override
    public void receive(ByteBuffer in, Boundary boundary) {
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
        }
        super.sent(bytes);
    }

    @Override
    public void delayElapsed() {
        // The peer notices the flush delay as a pause.
        transcript.paused(own);
        super.delayElapsed();
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
        String broken = cause == null ? null : String.valueOf(cause.getMessage());
        if (broken == null && super.closing() == Closing.ABORT) {
            broken = "the " + own + " reset the connection";
        }
        transcript.closed(broken);
        super.disconnected(cause);
    }
}
