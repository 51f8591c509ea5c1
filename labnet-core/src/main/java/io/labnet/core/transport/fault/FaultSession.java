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
import java.util.ArrayDeque;
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
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final ArrayDeque<Burst> bursts = new ArrayDeque<>();
    private @Nullable Engine engine;
    private @Nullable Timer timer;
    private long origin;
    private long timerAt = NEVER;
    private int heldBytes;

    /** The offset of the end of all held input. */
    private long received;

    /** The offset of the end of the output that belongs to a burst. */
    private long produced;

    /** How many of the wrapped session's unsent bytes the engine may write. */
    private int visible;

    private boolean endPassed;
    private boolean over;
    private volatile @Nullable SocketException failure;

    /** Input that waits, and what follows it. */
    private record Held(ByteBuffer bytes, Boundary boundary, long release) {}

    /** Output up to an offset that was ready at the same time. */
    private record Burst(long end, long release) {}

    FaultSession(ByteSession inner, FaultPlan plan, long seed) {
        super(inner);
        in = new FaultyStream(plan.input(), seed);
        out = new FaultyStream(plan.output(), ~seed);
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
            hold(bytes, boundary);
        }
        pass();
    }

    private void hold(ByteBuffer bytes, Boundary boundary) {
        if (!bytes.hasRemaining() && boundary == Boundary.MORE) {
            return;
        }
        long release = in.release(received, now());
        Held last = held.peekLast();
        int joined = last != null && last.boundary == Boundary.MORE && last.release == release
                ? held.removeLast().bytes.remaining()
                : 0;
        ByteBuffer copy = ByteBuffer.allocate(joined + bytes.remaining());
        if (joined > 0) {
            copy.put(last.bytes);
        }
        received += bytes.remaining();
        heldBytes += bytes.remaining();
        held.add(new Held(copy.put(bytes).flip(), boundary, release));
    }

    @Override
    public ByteBuffer unsent() {
        ByteBuffer all = super.unsent();
        return out.none() ? all : out.corrupted(all.slice(all.position(), Math.min(visible, all.remaining())));
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
        boolean holdsInput = heldBytes > 0 && !out.ended();
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
        return super.wantsInput() && heldBytes < MAX_HELD;
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
        heldBytes = 0;
        visible = 0;
        super.disconnected(cause == null ? failure : cause);
    }

    @Override
    public long bufferedBytes() {
        return super.bufferedBytes() + heldBytes;
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
        while (!held.isEmpty() && !in.reset()) {
            Held first = held.getFirst();
            if (super.closing() == Closing.NO && !in.dropping()) {
                long ready = engine == null ? now : in.earliest(first.release, now);
                if (!super.wantsInput() || ready > now) {
                    return super.wantsInput() ? ready : NEVER;
                }
            }
            passPiece(first, now);
        }
        return NEVER;
    }

    private void passPiece(Held first, long now) {
        boolean dropped = in.dropping();
        int length = in.piece(first.bytes.remaining());
        ByteBuffer piece = first.bytes.slice(first.bytes.position(), length);
        first.bytes.position(first.bytes.position() + length);
        piece = dropped ? piece.limit(0) : in.corrupted(piece);
        in.pass(length, now);
        heldBytes -= length;
        Boundary boundary = first.bytes.hasRemaining() ? Boundary.MORE : first.boundary;
        if (!first.bytes.hasRemaining()) {
            held.removeFirst();
        }
        if (!endPassed && (piece.hasRemaining() || boundary != Boundary.MORE)) {
            endPassed = boundary == Boundary.END;
            super.receive(piece, boundary);
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
        visible = 0;
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
        if (out.passed() + available > produced) {
            bursts.add(new Burst(out.passed() + available, out.release(produced, now)));
            produced = out.passed() + available;
        }
        while (bursts.getFirst().end <= out.passed()) {
            bursts.removeFirst();
        }
        long ready = engine == null ? now : out.earliest(bursts.getFirst().release, now);
        if (ready > now) {
            return ready;
        }
        visible = out.piece(released(now));
        return NEVER;
    }

    private int released(long now) {
        long end = out.passed();
        for (Burst burst : bursts) {
            if (burst.release > now && engine != null) {
                break;
            }
            end = burst.end;
        }
        return (int) (end - out.passed());
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
