// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * An input whose reader can be interrupted while nothing comes, as no reader of standard input itself can be: a thread of
 * its own waits there, a piece ahead. For one reader.
 */
final class InterruptibleInput extends InputStream {
    private static final int PIECE = 1 << 16;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final InputStream source;
    private final SynchronousQueue<Piece> pieces = new SynchronousQueue<>();
    private ByteBuffer rest = NOTHING;
    private boolean ended;

    /** What came: some bytes, none at the end, or a failure. */
    private record Piece(ByteBuffer bytes, @Nullable IOException failure) {}

    private InterruptibleInput(InputStream source) {
        this.source = source;
    }

    /** Begins to read a source, which is not closed. */
    static InterruptibleInput of(InputStream source) {
        InterruptibleInput input = new InterruptibleInput(source);
        Thread pump = new Thread(input::pump, "standard input");
        pump.setDaemon(true);
        pump.start();
        return input;
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
        if (!rest.hasRemaining() && !ended) {
            rest = next();
            ended = !rest.hasRemaining();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, rest.remaining());
        rest.get(bytes, offset, count);
        return count;
    }

    private ByteBuffer next() throws IOException {
        try {
            Piece piece = pieces.take();
            if (piece.failure != null) {
                throw piece.failure;
            }
            return piece.bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void pump() {
        byte[] bytes = new byte[PIECE];
        try {
            for (int count = source.read(bytes); count >= 0; count = source.read(bytes)) {
                pieces.put(new Piece(ByteBuffer.wrap(Arrays.copyOf(bytes, count)), null));
            }
            pieces.put(new Piece(NOTHING, null));
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(IOException failure) {
        try {
            pieces.put(new Piece(NOTHING, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
