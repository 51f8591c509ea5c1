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
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes for a link, and reports received input to the server's listener. This class is a superclass of
 * {@link Link} rather than a field, to save an object per connection.
 */
abstract class LinkIo extends LinkClocks {
    /** The largest number of writes per call, so that one fast reader can't occupy the loop. */
    private static final int MAX_WRITES_PER_CALL = 16;

    /**
     * The size of the largest write. The JDK copies each write to a direct buffer as large as the write, and caches
     * that buffer for ever.
     */
    private static final int MAX_WRITE_BYTES = 64 * 1024;

    final EventLoop loop;
    final Wire wire;

    /** The address of the peer. Like the port, it changes once if a header names the client behind a balancer. */
    Admission.Host host;

    int port;

    /** The number of the connection, modulo 2^32, to save memory. */
    private final int connection;

    /** The number of reported messages, modulo 2^32; only differences are used. */
    private int messages;

    /** The number of bytes that arrived after the session had finished, up to {@link Integer#MAX_VALUE}. */
    private int discarded;

    /** Measures this link; {@code null} if the listener does not measure it. */
    @Nullable
    LinkMeter meter;

    private boolean inputEnded;
    private boolean answered;
    private boolean rejectionReported;
    private boolean ignoredReported;

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

    /**
     * Creates a new peer at each call, because a stored peer would take memory in each connection. The address string
     * takes less: all connections of an address share it.
     */
    final Peer peer() {
        return new Peer(host.address(), port, Integer.toUnsignedLong(connection));
    }

    /**
     * Prefetches the memory that handling an event will read. Returns a value computed from this memory, so that the
     * compiler can't remove the reads.
     */
    public final int prefetch() {
        try {
            // In an idle session each condition is true, so all are evaluated, which loads the memory that they read.
            boolean rests = !session.flushPending() && !session.midMessage() && session.closing() == Closing.NO;
            return (rests ? messages : 1) + (int) session.messages();
        } catch (Throwable t) {
            // Not reported, because handling the event will fail in the same way and end this conversation.
            return 0;
        }
    }

    /** Reads once and passes the input to the session. Returns whether there was input. */
    final boolean read(long now) throws BrokenWire {
        ByteBuffer buffer = loop.readBuffer();
        Boundary boundary = readWire(buffer);
        boolean any = buffer.flip().hasRemaining() || boundary != Boundary.MORE;
        if (boundary == Boundary.END) {
            inputEnded = true;
        }
        if (meter != null && buffer.hasRemaining()) {
            meter.received(buffer.remaining(), now);
        }
        countInput(buffer.remaining());
        if (phase != Phase.OPEN) {
            discarded = (int) Math.min(Integer.MAX_VALUE, (long) discarded + buffer.remaining());
            if (session.closing() == Closing.FINISH) {
                session.receive(buffer, Boundary.MORE);
            }
        } else if (boundary == Boundary.END || (boundary == Boundary.PAUSE && session.pauses())) {
            burstOver();
            session.receive(buffer, boundary);
        } else if (buffer.hasRemaining()) {
            if (!wire.carriesPauses()) {
                arrived(now);
            }
            session.receive(buffer, Boundary.MORE);
        }
        if (any && session.holdsBytes() && now >= deadline()) {
            // The loop was late, and the session itself delays the input, which may have arrived in time.
            recordProgress(now);
        }
        return any;
    }

    /** Returns whether the peer has ended its output. */
    final boolean inputEnded() {
        return inputEnded;
    }

    /**
     * Returns whether reading of a finished connection stops, because its input has ended or too many bytes were
     * discarded.
     */
    final boolean drained() {
        return inputEnded || discarded > Math.min(options().drainBytes(), Integer.MAX_VALUE - 1);
    }

    /** Writes as much of the session's output as the wire accepts. */
    final void write() throws BrokenWire {
        for (int i = 0; i < MAX_WRITES_PER_CALL; i++) {
            ByteBuffer out = session.unsent();
            int most = Math.min(out.remaining(), MAX_WRITE_BYTES);
            if (most == 0) {
                if (i > 0) {
                    wire.paused();
                }
                return;
            }
            int written = writeWire(out.limit(out.position() + most));
            if (written > 0) {
                answered = true;
                // Uses the current time, because the flush delay starts at the write, and encoding may have taken long.
                long now = loop.now();
                recordOutputRead(now);
                if (meter != null) {
                    meter.sent(written, now);
                }
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
        int received = (int) session.messages() - messages;
        if (received > 0) {
            messages += received;
            recordProgress(now);
            listener().served(peer(), received);
        }
        if (session.rejection() != null && !rejectionReported) {
            rejectionReported = true;
            listener().rejected(peer(), session.rejection(), session.unreadInput());
        }
        if (!rejectionReported && !ignoredReported && session.unreadInput().length > 0) {
            ignoredReported = true;
            listener().ignored(peer(), answered || session.unsent().hasRemaining(), session.unreadInput());
        }
        return received > 0;
    }

    /** Reports the incomplete message, if any, as dropped. */
    final void reportDropped() {
        if (session.midMessage()) {
            listener().dropped(peer());
            ignoredReported = true;
        }
    }

    final void reportTimeout() {
        listener().timedOut(peer(), timeoutCause(), expired(), session.incomplete());
        // Set, because the rest of the incomplete message would otherwise be reported as ignored.
        ignoredReported = true;
    }
}
