// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads and writes for a link, and reports received input to the server's listener. It is a superclass to save an
 * object for each idle connection.
 */
abstract class LinkIo extends LinkClocks {
    /** The largest number of writes per call, so that one fast reader does not occupy the loop. */
    private static final int WRITES_AT_ONCE = 16;

    /** The largest write. The JDK caches a direct buffer as large as the write, and would keep larger ones for ever. */
    private static final int WRITE_BYTES = 64 * 1024;

    final EventLoop loop;
    final Wire wire;
    final Admission.Host host;
    private final int port;

    /** The number of the connection, modulo 2^32, to save memory. */
    private final int connection;

    /** The number of reported messages, modulo 2^32: only differences count. */
    private int messages;

    /** The number of bytes that arrived after the session had finished, up to {@link Integer#MAX_VALUE}. */
    private int discarded;

    private boolean inputEnded;
    private boolean answered;
    private boolean rejectionTold;
    private boolean ignoredTold;

    LinkIo(EventLoop loop, Wire wire, ByteSession session, Admission.Host host, int port, long connection) {
        super(session);
        this.loop = loop;
        this.wire = wire;
        this.host = host;
        this.port = port;
        this.connection = (int) connection;
    }

    @Override
    final ServerOptions options() {
        return host.owner().options();
    }

    final ServerListener listener() {
        return options().listener();
    }

    /** Creates the peer at each call: one shared address string takes less memory than a peer per connection. */
    final Peer peer() {
        return new Peer(host.address(), port, Integer.toUnsignedLong(connection));
    }

    /** Prefetches the memory that handling an event will read. Returns any value that depends on it. */
    public final int prefetch() {
        try {
            // For an idle session, all the conditions are evaluated.
            boolean rests = !session.flushPending() && !session.midMessage() && session.closing() == Closing.NO;
            return (rests ? messages : 1) + (int) session.messages();
        } catch (Throwable t) {
            // Handling the event will fail likewise, and end only this conversation.
            return 0;
        }
    }

    /** Reads once and passes the input to the session. Returns whether there was any. */
    final boolean read(long now) throws BrokenWire {
        ByteBuffer buffer = loop.buffer();
        Boundary boundary = readWire(buffer);
        boolean any = buffer.flip().hasRemaining() || boundary != Boundary.MORE;
        if (boundary == Boundary.END) {
            inputEnded = true;
        }
        if (phase != Phase.OPEN) {
            discarded = (int) Math.min(Integer.MAX_VALUE, (long) discarded + buffer.remaining());
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

    /** Returns whether the peer has ended its output. */
    final boolean inputEnded() {
        return inputEnded;
    }

    /**
     * Returns whether a finished connection need not be read any more: its input has ended, or too much was discarded.
     */
    final boolean drained() {
        return inputEnded || discarded > Math.min(options().drainBytes(), Integer.MAX_VALUE - 1);
    }

    /** Writes the session's output, as much as the wire accepts. */
    final void write() throws BrokenWire {
        for (int i = 0; i < WRITES_AT_ONCE; i++) {
            ByteBuffer out = session.unsent();
            int most = Math.min(out.remaining(), WRITE_BYTES);
            if (most == 0) {
                if (i > 0) {
                    wire.paused();
                }
                return;
            }
            int written = writeWire(out.limit(out.position() + most));
            if (written > 0) {
                answered = true;
                // The session may have been slow to encode: the flush delay starts with the write.
                recordTaken(loop.now());
                session.sent(written);
            }
            if (written < most) {
                return;
            }
        }
    }

    private Boundary readWire(ByteBuffer into) throws BrokenWire {
        try {
            return wire.read(into);
        } catch (IOException e) {
            throw new BrokenWire(e);
        }
    }

    final void finishWire() throws BrokenWire {
        try {
            wire.finish();
        } catch (IOException e) {
            throw new BrokenWire(e);
        }
    }

    private int writeWire(ByteBuffer from) throws BrokenWire {
        try {
            return wire.write(from);
        } catch (IOException e) {
            throw new BrokenWire(e);
        }
    }

    /** Reports new messages and problems. Returns whether there was a new message. */
    final boolean reportReceived(long now) {
        int heard = (int) session.messages() - messages;
        if (heard > 0) {
            messages += heard;
            recordProgress(now);
            listener().served(peer(), heard);
        }
        if (session.rejection() != null && !rejectionTold) {
            rejectionTold = true;
            listener().rejected(peer(), session.rejection(), session.unreadInput());
        }
        if (!rejectionTold && !ignoredTold && session.unreadInput().length > 0) {
            ignoredTold = true;
            listener().ignored(peer(), answered || session.unsent().hasRemaining(), session.unreadInput());
        }
        return heard > 0;
    }

    /** Reports the incomplete message, if any, as dropped. */
    final void reportDropped() {
        if (session.midMessage()) {
            listener().dropped(peer());
            ignoredTold = true;
        }
    }

    final void reportTimeout() {
        listener().timedOut(peer(), timeoutCause(), expired(), session.incomplete());
        // The rest of that message must not be reported as ignored.
        ignoredTold = true;
    }
}
