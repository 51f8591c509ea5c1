// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A protocol and a session of datagrams, joined: datagrams in, datagrams out. It has no socket, thread or clock of its
 * own; a {@link DatagramEngine} drives it, by one thread at a time, through one life: {@link #open}, any number of
 * {@link #receive}, {@link #stop}, {@link #close}. All but the last throw an {@link IllegalStateException} when the
 * session is called just now: what is sent is delivered, even to oneself, after the call. {@link #claim} and
 * {@link #release} may be called by any thread; they give a conversation to one engine of several that want it.
 *
 * <p>Each datagram is exactly one message, decoded as by {@link Decoder#decodeWhole} by a decoder of its own. A datagram
 * without bytes is the message that {@link Decoder#atBoundary} makes of {@link Boundary#END}, if it makes one. The idle
 * time, deadline and pauses of the protocol have no meaning here.
 *
 * <p>What a session throws passes through to the engine, and ends only the call that threw it.
 *
 * @param <I> the messages that are received
 * @param <O> the messages that are sent
 */
public final class DatagramConversation<I, O> {
    /** The most bytes that a datagram can have: what the headers of UDP and IPv4 leave of 65,535. */
    public static final int MAX_BYTES = 65_507;

    private final Protocol<I, O> protocol;
    private final DatagramSession<? super I, O> session;
    private final ByteArraySink sink = new ByteArraySink();
    private final AtomicReference<Owner> owner = new AtomicReference<>(Owner.NOBODY);
    private @Nullable LentDatagramOutbox<O> outbox;
    private boolean closed;

    /** Who may open this conversation: anybody, the one that has claimed it, or nobody any more. */
    private enum Owner {
        NOBODY,
        CLAIMED,
        ENGINE
    }

    /**
     * Joins a protocol and a session.
     *
     * @param protocol makes a decoder for each datagram, bounds its size, and encodes what is sent
     * @param session the session; belongs to this conversation from now on
     */
    public DatagramConversation(Protocol<I, O> protocol, DatagramSession<? super I, O> session) {
        this.protocol = Objects.requireNonNull(protocol, "protocol");
        this.session = Objects.requireNonNull(session, "session");
    }

    /**
     * Tells which protocol is spoken.
     *
     * @return the protocol
     */
    public Protocol<I, O> protocol() {
        return protocol;
    }

    /**
     * Keeps this conversation for the caller, who will {@link #open} it, or {@link #release} it if that is not possible. A
     * transport does so before it opens a socket.
     *
     * @throws IllegalStateException if it was claimed, opened or closed before
     */
    public void claim() {
        if (!owner.compareAndSet(Owner.NOBODY, Owner.CLAIMED)) {
            throw new IllegalStateException("a conversation is served once");
        }
    }

    /** Gives up a {@linkplain #claim claim}, so that another can make one. Without effect once it was opened or closed. */
    public void release() {
        owner.compareAndSet(Owner.CLAIMED, Owner.NOBODY);
    }

    /**
     * Begins: the session is told that it is open.
     *
     * @param engine what drives this conversation from now on
     * @throws IllegalStateException if it was opened or closed before
     */
    public void open(DatagramEngine engine) {
        Objects.requireNonNull(engine, "engine");
        if (owner.getAndSet(Owner.ENGINE) == Owner.ENGINE) {
            throw new IllegalStateException("a conversation is opened once");
        }
        outbox = new LentDatagramOutbox<>(engine, (message, to) -> transmit(engine, message, to));
        call(session::opened);
    }

    /**
     * Delivers a datagram. The session is told the message, or that it is none. Without effect before {@link #open} and
     * after {@link #close}.
     *
     * @param datagram its bytes, possibly none; all are taken
     * @param from who sent it
     * @return why it was rejected, {@code null} if it was not
     */
    public @Nullable ProtocolException receive(ByteBuffer datagram, Peer from) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        I message;
        try {
            message = decode(bytes);
        } catch (ProtocolException problem) {
            call(out -> session.rejected(problem, from, out));
            return problem;
        }
        call(out -> session.received(message, from, out));
        return null;
    }

    /** Lets the session send its last messages. Without effect before {@link #open} and after {@link #close}. */
    public void stop() {
        call(session::stopped);
    }

    /** Ends: nothing is received or sent any more, timers do not come due, and the session is told, once. */
    public void close() {
        if (!closed) {
            closed = true;
            owner.set(Owner.ENGINE);
            if (outbox != null) {
                outbox.close();
                session.closed();
            }
        }
    }

    private void call(Consumer<DatagramOutbox<O>> what) {
        if (outbox != null && !closed) {
            outbox.lend(what);
        }
    }

    private I decode(byte[] bytes) {
        int most = protocol.maxMessageBytes();
        if (bytes.length > most) {
            throw new ProtocolException(
                    ProtocolException.Reason.TOO_LARGE,
                    most,
                    "the datagram has " + bytes.length + " bytes, more than the " + most + " of the largest message");
        }
        Decoder<I> decoder = protocol.decoders().get();
        I empty = bytes.length == 0 ? decoder.atBoundary(Boundary.END) : null;
        return empty == null ? Decoder.decodeWhole(decoder, bytes) : empty;
    }

    private void transmit(DatagramEngine engine, O message, Peer to) {
        Objects.requireNonNull(to, "to");
        try {
            protocol.encoder().encode(Objects.requireNonNull(message, "message"), sink);
            if (sink.size() > MAX_BYTES) {
                throw new IllegalArgumentException(
                        "a datagram of " + sink.size() + " bytes is larger than " + MAX_BYTES);
            }
            engine.transmit(sink.view(0, sink.size()), to);
        } finally {
            sink.truncate(0);
        }
    }
}
