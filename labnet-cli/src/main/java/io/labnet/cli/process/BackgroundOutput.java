// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Output that never blocks its writer: a separate thread writes it to the target. A stopped terminal, or a pager that
 * nobody scrolls, must not stop a server. While the buffer is full, lines are dropped; the next line written reports
 * how many.
 */
public final class BackgroundOutput extends OutputStream {
    /** The capacity of the buffer, far more than the output of a server within a second. */
    private static final int MAX_WAITING = 8192;

    private static final byte[] END = {};
    private static final long CLOSE_SECONDS = 1;

    private final OutputStream target;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Thread writer = new Thread(this::writeOn, "console");
    private long dropped;

    private BackgroundOutput(OutputStream target) {
        this.target = target;
    }

    /**
     * Returns a stream that a separate thread writes to a target.
     *
     * @param target receives the output; not closed
     * @return a stream in UTF-8 that forwards each line immediately, and whose {@code close} waits at most a second for
     *     buffered output
     */
    public static PrintStream inFrontOf(OutputStream target) {
        BackgroundOutput output = new BackgroundOutput(target);
        output.writer.setDaemon(true);
        output.writer.start();
        return new PrintStream(output, true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) {
        line.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        line.write(bytes, offset, length);
    }

    @Override
    public synchronized void flush() {
        if (line.size() == 0) {
            return;
        }
        byte[] text = line.toByteArray();
        line.reset();
        if (dropped > 0 && waiting.offer(notice())) {
            dropped = 0;
        }
        if (dropped > 0 || !waiting.offer(text)) {
            dropped++;
        }
    }

    @Override
    public void close() {
        flush();
        try {
            if (waiting.offer(END, CLOSE_SECONDS, TimeUnit.SECONDS)) {
                writer.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] notice() {
        String notice = "(" + dropped + " lines were dropped: the output was not being read)" + System.lineSeparator();
        return notice.getBytes(StandardCharsets.UTF_8);
    }

    private void writeOn() {
        try {
            for (byte[] text = waiting.take(); text.length > 0; text = waiting.take()) {
                target.write(text);
                target.flush();
            }
        } catch (IOException e) {
            // The target is broken. Later output stays in the buffer, and is dropped when the buffer is full.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
