// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.Connection;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A client's connection whose other end is the test. */
public final class HandConnection implements Connection {
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /** A wait of an engine whose time is over: it takes what is there. */
    private static final Duration ONCE_MORE = Duration.ofNanos(1);

    /** What was done to it, in order: {@code write hello}, {@code finish}, {@code close} and so on. */
    public final List<String> done = new CopyOnWriteArrayList<>();

    /** Ends with the first write that fails. */
    public final CountDownLatch writeFailed = new CountDownLatch(1);

    /** Ends with the output. */
    public final CountDownLatch finished = new CountDownLatch(1);

    /** What a write waits for: nothing, unless a test says so. */
    public volatile CountDownLatch writeGate = new CountDownLatch(0);

    public volatile boolean writable = true;

    /** The clock of the engine, in nanoseconds. It stands still unless a test moves it. */
    public final AtomicLong clock = new AtomicLong();

    /** How long each read was to wait at most, a nanosecond where the time was over. */
    public final List<Duration> waits = new CopyOnWriteArrayList<>();

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** What an engine finds that was held up until its time was over. */
    private final Queue<Event> meanwhile = new ConcurrentLinkedQueue<>();

    /** What one read does. */
    public interface Event {
        Boundary read(ByteBuffer into) throws IOException;
    }

    /** Lets the next read do something. */
    public HandConnection then(Event event) {
        events.add(event);
        return this;
    }

    public HandConnection thenText(String text) {
        return then(text(text));
    }

    /** Lets the time of the next read pass, and the engine find something only when it looks once more. */
    public HandConnection thenTextMeanwhile(String text) {
        meanwhile.add(text(text));
        return thenNothing();
    }

    private static Event text(String text) {
        return into -> {
            into.put(text.getBytes(StandardCharsets.US_ASCII));
            return Boundary.MORE;
        };
    }

    /** Lets some time of the next read pass before something arrives. */
    public HandConnection thenTextAfter(Duration time, String text) {
        return then(into -> {
            clock.addAndGet(time.toNanos());
            into.put(text.getBytes(StandardCharsets.US_ASCII));
            return Boundary.MORE;
        });
    }

    /** Lets the time of the next read pass without anything. */
    public HandConnection thenNothing() {
        return then(into -> {
            clock.addAndGet(waits.get(waits.size() - 1).toNanos());
            throw new SocketTimeoutException("nothing arrived");
        });
    }

    @Override
    public Duration readTimeout() {
        return READ_TIMEOUT;
    }

    @Override
    public Boundary read(ByteBuffer into, Duration timeout) throws IOException {
        waits.add(timeout);
        try {
            Event event = timeout.equals(ONCE_MORE) ? meanwhile.poll() : events.take();
            if (event == null) {
                throw new SocketTimeoutException("nothing is there");
            }
            return event.read(into);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("interrupted");
        }
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        try {
            writeGate.await();
        } catch (InterruptedException e) {
            throw new SocketException("interrupted");
        }
        if (!writable) {
            writeFailed.countDown();
            throw new SocketException("broken pipe");
        }
        done.add("write " + StandardCharsets.US_ASCII.decode(from));
    }

    @Override
    public void pause() {
        done.add("pause");
    }

    @Override
    public void finish() {
        done.add("finish");
        finished.countDown();
    }

    @Override
    public void close() {
        done.add("close");
        then(HandConnection::broken);
    }

    @Override
    public void abort() {
        done.add("abort");
        then(HandConnection::broken);
    }

    private static Boundary broken(ByteBuffer into) throws SocketException {
        throw new SocketException("closed");
    }
}
