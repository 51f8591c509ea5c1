// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An input whose reader can be interrupted while it waits. A thread that reads standard input or a pipe directly can't
 * be interrupted while it waits. Therefore, a separate thread reads the input, one piece ahead. Used by one reader.
 */
public final class InterruptibleInput extends InputStream {
    private static final int PIECE = 1 << 16;

    private final InputStream source;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(InterruptibleInput::thread);

    /** The piece after {@link #rest}; empty at the end of the input. */
    private Future<ByteBuffer> next;

    private ByteBuffer rest = ByteBuffer.allocate(0);

    private InterruptibleInput(InputStream source) {
        this.source = source;
        next = reader.submit(this::piece);
    }

    /**
     * Starts to read a source.
     *
     * @param source the source; not closed
     * @return the input; throws {@link InterruptedIOException} if its reader is interrupted
     */
    public static InterruptibleInput of(InputStream source) {
        return new InterruptibleInput(source);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!rest.hasRemaining()) {
            rest = nextPiece();
        }
        if (!rest.hasRemaining()) {
            return -1;
        }
        int count = Math.min(length, rest.remaining());
        rest.get(bytes, offset, count);
        return count;
    }

    private ByteBuffer nextPiece() throws IOException {
        try {
            ByteBuffer piece = next.get();
            if (piece.hasRemaining()) {
                next = reader.submit(this::piece);
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private ByteBuffer piece() throws IOException {
        byte[] bytes = new byte[PIECE];
        return ByteBuffer.wrap(bytes, 0, Math.max(0, source.read(bytes)));
    }

    private static Thread thread(Runnable reading) {
        Thread thread = new Thread(reading, "input");
        thread.setDaemon(true);
        return thread;
    }
}
