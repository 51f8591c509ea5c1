// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Engine;
import io.labnet.core.session.FilterByteSession;
import io.labnet.core.session.Timer;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A session with faults between it and the engine. Input is copied and held until it may pass; output stays in the
 * wrapped session, and only the part that may pass is shown to the engine. Without an engine there is no time, and
 * delays are ignored.
 *
 * <p>Pauses and the end are held like bytes and keep their places between them: a delay of input neither creates nor
 * removes a pause.
 */
final class FaultSession extends FilterByteSession {
    /** The number of held input bytes above which no more input is read; about the size of a socket's buffer. */
    private static final int MAX_HELD = 64 * 1024;

    private static final long NEVER = Long.MAX_VALUE;

    private final FaultyStream in;
    private final FaultyStream out;
    private final HeldInput held;
    private final DelayedOutput delayed;
    private @Nullable Engine engine;
    private @Nullable Timer timer;
    private long origin;
    private long timerAt = NEVER;
    private boolean endPassed;
    private boolean over;
    private volatile @Nullable SocketException failure;

    FaultSession(ByteSession inner, FaultPlan plan, long seed) {
        super(inner);
        in = new FaultyStream(plan.input(), seed);
        out = new FaultyStream(plan.output(), ~seed);
        held = new HeldInput(in);
        delayed = new DelayedOutput(out);
    }

    /** Returns the exception of a reset that was injected; {@code null} if there was none. */
    @Nullable
    SocketException failure() {
        return failure;
    }

    @Override
    public void attach(Engine attached) {
        engine = attached;
        origin = attached.nanoTime();
        super.attach(new PassingEngine(attached));
    }

    @Override
    public void open(int highWaterMark) {
        super.open(highWaterMark);
        pass();
    }

    @Override
    public void receive(ByteBuffer bytes, Boundary boundary) {
        if (in.none()) {
            super.receive(bytes, boundary);
        } else {
            held.add(bytes, boundary, now());
        }
        pass();
    }

    @Override
    public ByteBuffer unsent() {
        ByteBuffer all = super.unsent();
        return out.none() ? all : delayed.visible(all);
    }

    @Override
    public void sent(int bytes) {
        out.pass(bytes, now());
        super.sent(bytes);
        pass();
    }

    @Override
    public boolean flushPending() {
        // Output that is held here must be written before the flush delay begins.
        return super.flushPending() && (out.none() || !super.unsent().hasRemaining());
    }

    @Override
    public boolean holdsBytes() {
        boolean holdsInput = held.bytes() > 0 && !out.ended();
        return super.holdsBytes()
                || holdsInput
                || (!out.none() && !out.dropping() && super.unsent().hasRemaining());
    }

    @Override
    public void delayElapsed() {
        super.delayElapsed();
        pass();
    }

    @Override
    public boolean wantsInput() {
        return super.wantsInput() && held.bytes() < MAX_HELD;
    }

    @Override
    public Closing closing() {
        if (failure != null) {
            return Closing.ABORT;
        }
        Closing inner = super.closing();
        return inner == Closing.NO && out.ended() ? Closing.FINISH : inner;
    }

    @Override
    public void workDone() {
        super.workDone();
        pass();
    }

    @Override
    public void workRefused(RejectedExecutionException cause) {
        super.workRefused(cause);
        pass();
    }

    @Override
    public void timedOut() {
        super.timedOut();
        pass();
    }

    @Override
    public void stopped() {
        super.stopped();
        pass();
    }

    @Override
    public void disconnected(@Nullable Throwable cause) {
        over = true;
        if (timer != null) {
            timer.cancel();
        }
        held.clear();
        delayed.hide();
        super.disconnected(cause == null ? failure : cause);
    }

    @Override
    public long bufferedBytes() {
        return super.bufferedBytes() + held.bytes();
    }

    /** Passes on what may pass now, and schedules the next call. Called after each change of the wrapped session. */
    private void pass() {
        if (over) {
            return;
        }
        long now = now();
        long next = Math.min(passInput(now), out.none() ? NEVER : passOutput(now));
        if (failure == null && (in.reset() || out.reset())) {
            FaultyStream broken = in.reset() ? in : out;
            failure = new SocketException(
                    "reset on purpose after " + broken.passed() + " bytes of " + (broken == in ? "input" : "output"));
        }
        if (engine != null && next != timerAt) {
            if (timer != null) {
                timer.cancel();
            }
            timerAt = next;
            timer = next == NEVER ? null : engine.schedule(Math.max(0, next - now), this::timerElapsed);
        }
    }

    private void timerElapsed() {
        timerAt = NEVER;
        timer = null;
        pass();
    }

    /** Passes held input to the session while it wants any. Returns when more may pass. */
    private long passInput(long now) {
        if (in.ended() && !endPassed) {
            passEnd();
        }
        for (HeldInput.Held first = held.first(); first != null && !in.reset(); first = held.first()) {
            if (super.closing() == Closing.NO && !in.dropping()) {
                long ready = engine == null ? now : in.earliest(first.release(), now);
                if (!super.wantsInput() || ready > now) {
                    return super.wantsInput() ? ready : NEVER;
                }
            }
            passPiece(held.takePiece(now));
        }
        return NEVER;
    }

    private void passPiece(HeldInput.Held piece) {
        if (!endPassed && (piece.bytes().hasRemaining() || piece.boundary() != Boundary.MORE)) {
            endPassed = piece.boundary() == Boundary.END;
            super.receive(piece.bytes(), piece.boundary());
        }
        if (in.ended() && !endPassed) {
            passEnd();
        }
    }

    private void passEnd() {
        endPassed = true;
        super.receive(ByteBuffer.allocate(0), Boundary.END);
    }

    /** Decides how much output the engine may write. Returns when it may write more. */
    private long passOutput(long now) {
        delayed.hide();
        int available = super.unsent().remaining();
        if (out.dropping() && available > 0) {
            out.pass(available, now);
            super.sent(available);
            // A session may always have more to send, so the rest is discarded in further calls.
            available = super.unsent().remaining();
            if (available > 0 && engine != null) {
                engine.execute(this::pass);
            }
            return NEVER;
        }
        if (available == 0 || out.reset()) {
            return NEVER;
        }
        long ready = delayed.update(available, now, engine != null);
        return ready > now ? ready : NEVER;
    }

    private long now() {
        return engine == null ? 0 : engine.nanoTime() - origin;
    }

    /** The engine for the wrapped session: passes on bytes after each task, which may have changed the session. */
    private final class PassingEngine implements Engine {
        private final Engine attached;

        PassingEngine(Engine attached) {
            this.attached = attached;
        }

        @Override
        public void execute(Runnable task) {
            attached.execute(passingAfter(task));
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            return attached.schedule(delayNanos, passingAfter(task));
        }

        private Runnable passingAfter(Runnable task) {
            return () -> {
                task.run();
                pass();
            };
        }

        @Override
        public @Nullable ByteArraySink lend() {
            return attached.lend();
        }

        @Override
        public long nanoTime() {
            return attached.nanoTime();
        }

        @Override
        public void decoded(Object message) {
            attached.decoded(message);
        }
    }
}
