// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.admission;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.transport.address.ProxyHeader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a balancer's connection: receives the header that names the client. The conversation with the client
 * then replaces this session in its link, so that a conversation costs no more behind a balancer.
 */
public final class HeaderSession implements ByteSession {
    private static final Decoder<ProxyHeader> DECODER = ProxyHeader.decoder();
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final int SHOWN_BYTES = 64;

    /** Called when a header is complete. */
    public interface OnHeader {
        /**
         * Opens the conversation with the client.
         *
         * @param received the number of bytes after the header
         * @return the conversation; {@code null} if the client is refused
         */
        @Nullable
        ByteSession found(ProxyHeader header, int received);
    }

    private @Nullable OnHeader onHeader;

    /** The bytes of an incomplete header. */
    private ByteBuffer held = NOTHING;

    private Closing closing = Closing.NO;
    private @Nullable ProtocolException rejection;
    private byte[] refused = {};

    public void onHeader(OnHeader action) {
        onHeader = action;
    }

    @Override
    public void open(int highWaterMark) {
        // There is nothing to send before the header.
    }

    @Override
    public void receive(ByteBuffer in, Boundary boundary) {
        if (closing == Closing.NO) {
            ByteBuffer bytes = held.hasRemaining() ? joined(held, in) : in;
            ProxyHeader header = decode(bytes, boundary);
            if (header != null) {
                pass(header, bytes, boundary);
            }
        }
        in.position(in.limit());
    }

    private @Nullable ProxyHeader decode(ByteBuffer bytes, Boundary boundary) {
        ByteBuffer beginning = bytes.slice();
        try {
            ProxyHeader header = bytes.hasRemaining() ? DECODER.decode(bytes, boundary) : null;
            if (header == null && boundary == Boundary.END) {
                end(bytes);
            }
            held = header == null ? joined(NOTHING, bytes) : NOTHING;
            return header;
        } catch (ProtocolException e) {
            reject(e, beginning);
            return null;
        }
    }

    private void end(ByteBuffer incomplete) {
        if (incomplete.hasRemaining()) {
            throw DECODER.incomplete(incomplete, "the input ended");
        }
        // A balancer may check in this way whether the server is alive, so it is no fault.
        closing = Closing.FINISH;
    }

    private void pass(ProxyHeader header, ByteBuffer rest, Boundary boundary) {
        ByteSession conversation = onHeader == null ? null : onHeader.found(header, rest.remaining());
        if (conversation == null) {
            closing = Closing.ABORT;
        } else if (rest.hasRemaining() || boundary != Boundary.MORE) {
            conversation.receive(rest, boundary);
        }
    }

    private static ByteBuffer joined(ByteBuffer first, ByteBuffer then) {
        return ByteBuffer.allocate(first.remaining() + then.remaining())
                .put(first)
                .put(then)
                .flip();
    }

    private void reject(ProtocolException problem, ByteBuffer bytes) {
        rejection = problem.offset() > 0
                ? problem
                : problem.withLikelyCause(
                        "the balancer sends no header: make it send one (HAProxy: send-proxy-v2), or remove its address"
                                + " from the trusted proxies");
        refused = new byte[Math.min(SHOWN_BYTES, bytes.remaining())];
        bytes.get(refused);
        held = NOTHING;
        closing = Closing.FINISH;
    }

    @Override
    public ByteBuffer unsent() {
        return NOTHING;
    }

    @Override
    public void sent(int bytes) {}

    @Override
    public boolean flushPending() {
        return false;
    }

    @Override
    public void delayElapsed() {}

    @Override
    public boolean wantsInput() {
        return closing == Closing.NO;
    }

    @Override
    public Closing closing() {
        return closing;
    }

    @Override
    public @Nullable Runnable takeWork() {
        return null;
    }

    @Override
    public void workDone() {}

    @Override
    public void workRefused(RejectedExecutionException cause) {}

    @Override
    public long messages() {
        return 0;
    }

    /** Returns true even before the first byte, because a balancer sends the header at once. */
    @Override
    public boolean midMessage() {
        return closing == Closing.NO;
    }

    @Override
    public @Nullable String incomplete() {
        return held.hasRemaining() ? DECODER.incomplete(held, "it stopped").getMessage() : "it sent no PROXY header";
    }

    @Override
    public void timedOut() {
        closing = Closing.FINISH;
    }

    @Override
    public void stopped() {
        closing = Closing.FINISH;
    }

    @Override
    public @Nullable ProtocolException rejection() {
        return rejection;
    }

    @Override
    public byte[] unreadInput() {
        return refused.clone();
    }

    @Override
    public void disconnected(@Nullable Throwable cause) {
        held = NOTHING;
    }

    @Override
    public long bufferedBytes() {
        return held.capacity();
    }

    @Override
    public boolean pauses() {
        return false;
    }

    @Override
    public Duration idle() {
        return DEADLINE;
    }

    @Override
    public Duration messageDeadline() {
        return DEADLINE;
    }
}
