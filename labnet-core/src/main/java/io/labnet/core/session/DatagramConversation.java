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
 * A {@link DatagramSession} with its {@link Protocol}: it decodes datagrams for the session and encodes the session's
 * messages. It has no socket, thread or clock. A {@link DatagramEngine} drives the conversation, from one thread at a
 * time: the engine calls {@link #open}, then {@link #receive} for each datagram, then {@link #stop} and {@link #close}.
 * While a method of the session runs, these methods except {@code close} throw {@link IllegalStateException}.
 * Therefore, the engine must not deliver a datagram before that method has returned, not even a datagram that the
 * session sends to itself. Any thread may call {@link #claim}, which reserves the conversation for one engine, and
 * {@link #release}, which ends the reservation.
 *
 * <p>Each datagram is exactly one message; a new decoder decodes it as {@link Decoder#decodeWhole} does. An empty
 * datagram is decoded as the message that {@link Decoder#atBoundary} returns for {@link Boundary#END}, if any. The
 * protocol's idle timeout, deadline and pauses do not apply.
 *
 * <p>Exceptions of the session propagate to the engine and end only the current call.
 *
 * @param <I> the type of messages that this side receives
 * @param <O> the type of messages that this side sends
 */
public final class DatagramConversation<I, O> {
    /** The largest size of a datagram: 65,535 bytes less the headers of IPv4 and UDP. */
    public static final int MAX_BYTES = 65_507;

    private final Protocol<I, O> protocol;
    private final DatagramSession<? super I, O> session;
    private final ByteArraySink sink = new ByteArraySink();
    private final AtomicReference<Owner> owner = new AtomicReference<>(Owner.NONE);
    private @Nullable LentDatagramOutbox<O> outbox;
    private @Nullable DatagramEngine engine;
    private boolean closed;

    /** Whether the conversation is unclaimed, claimed, or already opened or closed. */
    private enum Owner {
        NONE,
        CLAIMED,
        ENGINE
    }

    /**
     * Creates a conversation that is not open yet.
     *
     * @param protocol creates a decoder for each datagram, limits its size, and encodes sent messages
     * @param session the session; belongs to this conversation from now on
     */
    public DatagramConversation(Protocol<I, O> protocol, DatagramSession<? super I, O> session) {
        this.protocol = Objects.requireNonNull(protocol, "protocol");
        this.session = Objects.requireNonNull(session, "session");
    }

    /**
     * Returns the protocol.
     *
     * @return the protocol
     */
    public Protocol<I, O> protocol() {
        return protocol;
    }

    /**
     * Reserves this conversation for the caller. The caller must then {@link #open} it or, if that is not possible,
     * {@link #release} it. A transport claims a conversation before it opens a socket.
     *
     * @throws IllegalStateException if it was claimed, opened or closed before
     */
    public void claim() {
        if (!owner.compareAndSet(Owner.NONE, Owner.CLAIMED)) {
            throw new IllegalStateException("a conversation is served once");
        }
    }

    /**
     * Releases a {@linkplain #claim claim}, so that another engine can claim it. Has no effect after the conversation
     * was opened or closed.
     */
    public void release() {
        owner.compareAndSet(Owner.CLAIMED, Owner.NONE);
    }

    /**
     * Opens the conversation and calls {@link DatagramSession#opened}.
     *
     * @param engine drives this conversation from now on
     * @throws IllegalStateException if it was opened or closed before
     */
    public void open(DatagramEngine engine) {
        Objects.requireNonNull(engine, "engine");
        if (owner.getAndSet(Owner.ENGINE) == Owner.ENGINE) {
            throw new IllegalStateException("a conversation is opened once");
        }
        this.engine = engine;
        outbox = new LentDatagramOutbox<>(engine, (message, to) -> transmit(engine, message, to));
        call(session::opened);
    }

    /**
     * Decodes a datagram and passes the message, or the reason for its rejection, to the session. Before {@link #open}
     * and after {@link #close}, the session is not called.
     *
     * @param datagram the bytes of the datagram, possibly none; read up to the limit
     * @param from the sender
     * @return why the datagram was rejected; {@code null} if it was accepted
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
        if (engine != null && !closed) {
            engine.decoded(message);
        }
        call(out -> session.received(message, from, out));
        return null;
    }

    /** Lets the session send its last messages. Has no effect before {@link #open} and after {@link #close}. */
    public void stop() {
        call(session::stopped);
    }

    /**
     * Closes the conversation and calls {@link DatagramSession#closed}, once. No datagram is received or sent and no
     * timer runs afterwards.
     */
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
