// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.trace.Side;
import io.labnet.core.transport.trace.Transcript;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** The checker's end of one connection with a program under test, and the transcript of both sides. */
public final class Wire implements Closeable {
    /** Longer messages are sent in three parts: the first bytes and the last ones each alone, the rest together. */
    private static final int SINGLE_BYTES = 64;

    /** So long that a waiting program receives each byte alone, and shorter than any pause. */
    private static final long GAP_NANOS = 300_000;

    /** So long that a waiting program receives the first byte alone even if the machine is busy. */
    private static final long FIRST_GAP_NANOS = 10_000_000;

    /** So long that a program which waits receives each message alone, even if none of them has a reply. */
    private static final long APART_NANOS = 30_000_000;

    private static final int MAX_BUFFER = 80 << 20;
    private static final int READ_BYTES = 64 * 1024;

    /** Ends writes to programs that do not read; a blocking write has no timeout of its own. */
    private static final ScheduledExecutorService ALARMS = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "labnet-check-alarms");
        thread.setDaemon(true);
        return thread;
    });

    private final Connection connection;
    private final Transcript transcript;
    private final Side own;
    private final Duration patience;

    /** The bytes from the position to the limit have come, and no step has consumed them. */
    private ByteBuffer received = ByteBuffer.allocate(READ_BYTES).flip();

    private Boundary boundary = Boundary.MORE;
    private boolean reset;

    /** Whether the last thing that was done was to send. */
    private boolean sent;

    Wire(Connection connection, Transcript transcript, Side own, Duration patience) {
        this.connection = connection;
        this.transcript = transcript;
        this.own = own;
        this.patience = patience;
    }

    /**
     * Sends bytes.
     *
     * @param bytes the bytes
     * @param delivery how they are sent
     * @throws Mismatch if the program has closed the connection, or does not read in time
     */
    public void send(byte[] bytes, Delivery delivery) throws Mismatch {
        if (delivery == Delivery.WHOLE && sent) {
            LockSupport.parkNanos(APART_NANOS);
        }
        sent = true;
        if (delivery != Delivery.BYTES) {
            write(bytes, 0, bytes.length);
            return;
        }
        for (int i = 0; i < bytes.length; ) {
            boolean single = i < SINGLE_BYTES || i >= bytes.length - SINGLE_BYTES;
            int count = single ? 1 : bytes.length - SINGLE_BYTES - i;
            write(bytes, i, count);
            LockSupport.parkNanos(i == 0 ? FIRST_GAP_NANOS : GAP_NANOS);
            i += count;
        }
    }

    private void write(byte[] bytes, int offset, int count) throws Mismatch {
        transcript.data(own, ByteBuffer.wrap(bytes, offset, count));
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> alarm = ALARMS.schedule(
                () -> {
                    late.set(true);
                    connection.abort();
                },
                patience.toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            connection.write(ByteBuffer.wrap(bytes, offset, count));
        } catch (IOException e) {
            throw new Mismatch(
                    "the program reads the message",
                    late.get()
                            ? "it did not read all of it within " + patience.toMillis() + " ms"
                            : "the program has closed the connection");
        } finally {
            alarm.cancel(false);
        }
    }

    /**
     * Sends nothing for a while, so that the program can tell what was sent from what comes next.
     *
     * @param time how long
     */
    public void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        sent = false;
        transcript.paused(own);
    }

    /**
     * Waits until what is expected has come.
     *
     * @param expected what is expected, in words
     * @param expectation decides when it has come
     * @param stage passed on
     * @throws Mismatch if something else has come, or too little in time
     */
    public void expect(String expected, Expectation expectation, Stage stage) throws Mismatch {
        long begin = System.nanoTime();
        while (!expectation.read(received, boundary, stage)) {
            if (boundary == Boundary.END) {
                String how = reset ? "the program reset the connection" : "the program closed the connection";
                throw mismatch(expected, received.hasRemaining() ? how + " after these bytes" : how);
            }
            if (received.remaining() > MAX_BUFFER) {
                throw mismatch(expected, "more than " + MAX_BUFFER + " bytes came");
            }
            Duration left = patience.minusNanos(System.nanoTime() - begin);
            if (left.isNegative() || left.isZero() || !readMore(left)) {
                throw expectation.late(mismatch(
                        expected,
                        (received.hasRemaining() ? "only these bytes" : "nothing") + " came within "
                                + patience.toMillis() + " ms"));
            }
        }
        if (boundary == Boundary.PAUSE) {
            boundary = Boundary.MORE;
        }
        stage.took(expected, System.nanoTime() - begin);
    }

    private Mismatch mismatch(String expected, String came) {
        byte[] bytes = new byte[Math.min(received.remaining(), READ_BYTES)];
        received.get(received.position(), bytes);
        return new Mismatch(expected, came, bytes, bytes.length, null);
    }

    /** Reads more; returns whether anything came, even a pause or the end. */
    private boolean readMore(Duration timeout) {
        sent = false;
        byte[] unread = Arrays.copyOfRange(received.array(), received.position(), received.limit());
        ByteBuffer more = ByteBuffer.allocate(unread.length + READ_BYTES).put(unread);
        try {
            boundary = connection.read(more, timeout);
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            reset = true;
            boundary = Boundary.END;
            transcript.reset(own.other());
            return true;
        }
        if (boundary == Boundary.PAUSE) {
            transcript.paused(own.other());
        } else if (boundary == Boundary.END) {
            transcript.ended(own.other());
        }
        int end = more.position();
        received = more.flip();
        if (end > unread.length) {
            transcript.data(own.other(), received.slice(unread.length, end - unread.length));
        }
        return true;
    }

    /**
     * Waits until the program closes the connection.
     *
     * @throws Mismatch if more bytes come, or it stays open
     */
    public void expectEnd() throws Mismatch {
        String expected = "the program closes the connection";
        long begin = System.nanoTime();
        while (boundary != Boundary.END || received.hasRemaining()) {
            if (received.hasRemaining()) {
                throw new Mismatch(expected, "more bytes came", rest(), 0, null);
            }
            Duration left = patience.minusNanos(System.nanoTime() - begin);
            if (left.isNegative() || left.isZero() || !readMore(left)) {
                throw new Mismatch(expected, "it was still open after " + patience.toMillis() + " ms");
            }
        }
    }

    /**
     * Waits for a time in which nothing may come.
     *
     * @param time how long
     * @throws Mismatch if anything comes, or the program closes the connection
     */
    public void expectSilence(Duration time) throws Mismatch {
        long begin = System.nanoTime();
        Duration left = time;
        while (left.toNanos() > 0 && readMore(left) && boundary != Boundary.END && !received.hasRemaining()) {
            left = time.minusNanos(System.nanoTime() - begin);
        }
        if (received.hasRemaining()) {
            throw new Mismatch("nothing is sent, and the connection stays open", "bytes came", rest(), 0, null);
        }
        if (boundary == Boundary.END) {
            throw new Mismatch(
                    "nothing is sent, and the connection stays open",
                    reset ? "the program reset the connection" : "the program closed the connection");
        }
    }

    /**
     * Reads whatever comes, until the program closes the connection or is silent.
     *
     * @param time how long
     */
    public void drain(Duration time) {
        long begin = System.nanoTime();
        Duration left = time;
        while (left.toNanos() > 0 && boundary != Boundary.END && readMore(left)) {
            received.position(received.limit());
            left = time.minusNanos(System.nanoTime() - begin);
        }
    }

    private byte[] rest() {
        byte[] bytes = new byte[received.remaining()];
        received.get(bytes);
        return bytes;
    }

    /** Ends the checker's output; the program may still send. */
    public void finish() {
        transcript.ended(own);
        try {
            connection.finish();
        } catch (IOException broken) {
            // The next expectation says so.
            return;
        }
    }

    /** Resets the connection, as a program that is killed does. */
    public void abort() {
        transcript.closed(own, "the " + own + " reset the connection");
        connection.abort();
    }

    /** Closes the connection in order. */
    @Override
    public void close() {
        if (boundary != Boundary.END) {
            finish();
        }
        transcript.closed(null, null);
        connection.close();
    }

    /** {@return what both sides have said} */
    public Transcript transcript() {
        return transcript;
    }
}
