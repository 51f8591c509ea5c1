// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.internal.engine.BufferChecks;
import io.labnet.core.transport.internal.engine.Durations;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A blocking connection with faults. The calling thread itself waits for delayed bytes. */
final class FaultConnection implements Connection {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Connection inner;
    private final FaultyStream in;
    private final FaultyStream out;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final long origin = System.nanoTime();

    /** Input that has arrived and waits to be read. */
    private final ByteBuffer held = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

    /** What follows the held input: {@code MORE} if that is not known yet. */
    private Boundary boundary = Boundary.MORE;

    private long release;
    private long received;
    private boolean endSent;

    FaultConnection(Connection inner, FaultPlan plan, long seed) {
        this.inner = inner;
        in = new FaultyStream(plan.input(), seed);
        // Nothing would send joined output at the end of its window, because this connection has no thread.
        out = new FaultyStream(plan.output().withCoalescing(Duration.ZERO), ~seed);
    }

    @Override
    public Boundary read(ByteBuffer into, Duration timeout) throws IOException {
        BufferChecks.requireRoom(into, "read");
        long deadline = now() + Durations.longerThanZero("timeout", timeout).toNanos();
        while (true) {
            checkReset(in, "input");
            if (in.ended()) {
                return Boundary.END;
            }
            if (!held.hasRemaining() && boundary == Boundary.MORE) {
                fill(deadline);
            }
            if (in.dropping()) {
                in.pass(held.remaining(), now());
                held.limit(0);
            }
            if (held.hasRemaining()) {
                await(in, release, deadline);
                int length = in.piece(Math.min(held.remaining(), into.remaining()));
                into.put(in.corrupted(held.slice(held.position(), length)));
                held.position(held.position() + length);
                in.pass(length, now());
                return Boundary.MORE;
            }
            if (boundary != Boundary.MORE) {
                await(in, release, deadline);
                Boundary next = boundary;
                boundary = next == Boundary.END ? Boundary.END : Boundary.MORE;
                return next;
            }
        }
    }

    private void fill(long deadline) throws IOException {
        held.clear();
        try {
            boundary = inner.read(held, duration(deadline - now()));
            long joinedUntil = now() + in.coalescing();
            release = in.release(received, now());
            while (boundary == Boundary.MORE && held.hasRemaining() && now() < joinedUntil) {
                boundary = inner.read(held, duration(joinedUntil - now()));
            }
        } catch (SocketTimeoutException e) {
            if (held.position() == 0) {
                throw e;
            }
            // Nothing more is to be joined.
            boundary = Boundary.MORE;
        } finally {
            received += held.position();
            held.flip();
        }
    }

    @Override
    public Duration readTimeout() {
        return inner.readTimeout();
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        checkReset(out, "output");
        if (!from.hasRemaining() && !endSent) {
            inner.write(from);
        }
        long burst = out.release(out.passed(), now());
        while (from.hasRemaining()) {
            int length = out.piece(from.remaining());
            if (!out.dropping()) {
                await(out, burst, Long.MAX_VALUE);
                inner.write(out.corrupted(from.slice(from.position(), length)));
            }
            from.position(from.position() + length);
            out.pass(length, now());
            checkReset(out, "output");
            if (out.ended() && !endSent) {
                endSent = true;
                inner.finish();
            }
        }
    }

    @Override
    public void pause() throws IOException {
        checkReset(out, "output");
        if (!endSent) {
            inner.pause();
        }
    }

    @Override
    public void finish() throws IOException {
        checkReset(out, "output");
        inner.finish();
    }

    @Override
    public void close() {
        closed.countDown();
        inner.close();
    }

    @Override
    public void abort() {
        closed.countDown();
        inner.abort();
    }

    private void checkReset(FaultyStream stream, String direction) throws SocketException {
        if (stream.reset()) {
            abort();
            throw new SocketException("reset on purpose after " + stream.passed() + " bytes of " + direction);
        }
    }

    /** Waits until the next byte of a burst may pass. */
    private void await(FaultyStream stream, long burst, long deadline) throws IOException {
        // The time is read once for each step, because it may reach that of the next byte between two readings.
        long now = now();
        for (long at = stream.earliest(burst, now); at > now; at = stream.earliest(burst, now)) {
            if (deadline <= now) {
                throw new SocketTimeoutException("nothing arrived in time, because of a delay on purpose");
            }
            try {
                if (closed.await(Math.min(at, deadline) - now, TimeUnit.NANOSECONDS)) {
                    throw new SocketException("the connection is closed");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SocketException("interrupted during a delay on purpose");
            }
            now = now();
        }
    }

    /** Returns the time left as a timeout: whole milliseconds, to which sockets would round it down, and at least one. */
    private static Duration duration(long nanos) {
        return Duration.ofMillis(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1));
    }

    private long now() {
        return System.nanoTime() - origin;
    }
}
