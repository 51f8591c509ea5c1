// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ByteSession} that delegates every call to another {@code ByteSession}. A subclass that changes bytes, such
 * as encryption, overrides {@link #receive}, {@link #unsent} and other methods as needed, and calls the wrapped session
 * through {@code super}.
 */
public abstract class FilterByteSession implements ByteSession {
    private final ByteSession inner;

    /**
     * Wraps a session.
     *
     * @param inner the session to wrap, not open yet; from now on only this wrapper may call it
     */
    protected FilterByteSession(ByteSession inner) {
        this.inner = Objects.requireNonNull(inner, "inner");
    }

    @Override
    public void attach(Engine engine) {
        inner.attach(engine);
    }

    @Override
    public void open(int highWaterMark) {
        inner.open(highWaterMark);
    }

    @Override
    public void receive(ByteBuffer in, Boundary boundary) {
        inner.receive(in, boundary);
    }

    @Override
    public ByteBuffer unsent() {
        return inner.unsent();
    }

    @Override
    public void sent(int bytes) {
        inner.sent(bytes);
    }

    @Override
    public void releaseLentBuffer() {
        inner.releaseLentBuffer();
    }

    @Override
    public boolean flushPending() {
        return inner.flushPending();
    }

    @Override
    public void delayElapsed() {
        inner.delayElapsed();
    }

    @Override
    public boolean holdsBytes() {
        return inner.holdsBytes();
    }

    @Override
    public boolean wantsInput() {
        return inner.wantsInput();
    }

    @Override
    public Closing closing() {
        return inner.closing();
    }

    @Override
    public @Nullable Runnable takeWork() {
        return inner.takeWork();
    }

    @Override
    public void workDone() {
        inner.workDone();
    }

    @Override
    public void workRefused(RejectedExecutionException cause) {
        inner.workRefused(cause);
    }

    @Override
    public long messages() {
        return inner.messages();
    }

    @Override
    public boolean midMessage() {
        return inner.midMessage();
    }

    @Override
    public @Nullable String incomplete() {
        return inner.incomplete();
    }

    @Override
    public void timedOut() {
        inner.timedOut();
    }

    @Override
    public void stopped() {
        inner.stopped();
    }

    @Override
    public @Nullable ProtocolException rejection() {
        return inner.rejection();
    }

    @Override
    public byte[] unreadInput() {
        return inner.unreadInput();
    }

    @Override
    public @Nullable String overrun() {
        return inner.overrun();
    }

    @Override
    public void disconnected(@Nullable Throwable cause) {
        inner.disconnected(cause);
    }

    @Override
    public long bufferedBytes() {
        return inner.bufferedBytes();
    }

    @Override
    public boolean pauses() {
        return inner.pauses();
    }

    @Override
    public Duration idle() {
        return inner.idle();
    }

    @Override
    public Duration messageDeadline() {
        return inner.messageDeadline();
    }

    @Override
    public Duration messageDeadline(@Nullable Duration chosen) {
        return inner.messageDeadline(chosen);
    }

    @Override
    public boolean onlyEndUnsent() {
        return inner.onlyEndUnsent();
    }
}
