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
 * Reads and writes for a link, and reports to the server's listener what the peer sent. A superclass and not an object
 * that a link holds: every idle connection would pay for another object.
 */
abstract class LinkIo extends LinkClocks {
    /** One call writes no more than this many times, so that one fast reader does not keep a loop for itself. */
    private static final int WRITES_AT_ONCE = 16;

    /** The runtime keeps a buffer outside the heap for each size of write; larger ones would stay for ever. */
    private static final int WRITE_BYTES = 64 * 1024;

    final EventLoop loop;
    final Wire wire;
    final Admission.Host host;
    private final int port;

    /** How many messages were reported, modulo 2^32: only differences count. */
    private int messages;

    /** How many bytes arrived after the session had finished, as far as they can be counted. */
    private int discarded;

    private boolean inputEnded;
    private boolean answered;
    private boolean rejectionTold;
    private boolean ignoredTold;

    LinkIo(EventLoop loop, Wire wire, ByteSession session, Admission.Host host, int port) {
        super(session);
        this.loop = loop;
        this.wire = wire;
        this.host = host;
        this.port = port;
    }

    @Override
    final ServerOptions options() {
        return host.owner().options();
    }

    final ServerListener listener() {
        return options().listener();
    }

    /** Made anew each time: a string for all connections of an address takes less than a peer for each. */
    final Peer peer() {
        return new Peer(host.address(), port);
    }

    /** Reads the memory that an event will make this link and its session read. Answers anything that depends on it. */
    public final int prefetch() {
        try {
            // What says nothing and is in no message is read to the end of this.
            boolean rests = !session.flushPending() && !session.midMessage() && session.closing() == Closing.NO;
            return (rests ? messages : 1) + (int) session.messages();
        } catch (Throwable t) {
            // The event itself will meet it, and end this conversation alone.
            return 0;
        }
    }

    /** Reads once and tells the session. Answers whether anything was there. */
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

    /** Whether the peer has ended its output. */
    final boolean inputEnded() {
        return inputEnded;
    }

    /** Whether a finished connection is not to be read any more: it has ended, or too much was discarded. */
    final boolean drained() {
        return inputEnded || discarded > Math.min(options().drainBytes(), Integer.MAX_VALUE - 1);
    }

    /** Writes what the session has to say, as far as the wire takes it. */
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
                // A session may have been slow with what it says: the moment after a write begins with the write.
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

    /** Reports the messages and problems that are new. Answers whether there was a message among them. */
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

    /** Reports that the message under way, if there is one, will not be read to its end. */
    final void reportDropped() {
        if (session.midMessage()) {
            listener().dropped(peer());
            ignoredTold = true;
        }
    }

    final void reportTimeout() {
        listener().timedOut(peer(), timeoutCause(), expired());
        // What is left of its message is no news.
        ignoredTold = true;
    }
}
