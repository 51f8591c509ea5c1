// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Session;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A long output that a server sends piece by piece; counts the pieces that the server sends and the bytes that it
 * receives meanwhile.
 */
public final class LongOutput {
    public static final int PIECE = 32 * 1024;

    private final int pieces;
    private final ReadPolicy readPolicy;
    private final AtomicInteger sentPieces = new AtomicInteger();
    private final AtomicInteger receivedBytes = new AtomicInteger();

    public LongOutput(int pieces, ReadPolicy readPolicy) {
        this.pieces = pieces;
        this.readPolicy = readPolicy;
    }

    /** Returns the number of pieces sent. */
    public int sentPieces() {
        return sentPieces.get();
    }

    /** Waits until {@code bytes} bytes have been received. */
    public void awaitReceived(int bytes) {
        long began = System.nanoTime();
        while (receivedBytes.get() < bytes) {
            if (System.nanoTime() - began > TestTimeout.LIMIT.toNanos()) {
                throw new AssertionError(
                        receivedBytes + " of " + bytes + " bytes were received within " + TestTimeout.LIMIT);
            }
            Thread.onSpinWait();
        }
    }

    /**
     * Returns a session that starts sending when it receives the first exclamation mark, and that echoes question
     * marks.
     */
    public Session<byte[], byte[]> onDemand() {
        return new Sender(false);
    }

    /** Returns a session that starts sending immediately. */
    public Session<byte[], byte[]> immediately() {
        return new Sender(true);
    }

    private final class Sender implements Session<byte[], byte[]> {
        private boolean sending;

        Sender(boolean sending) {
            this.sending = sending;
        }

        @Override
        public void opened(Outbox<byte[]> out) {
            if (sending) {
                sendPiece(out);
            }
        }

        @Override
        public void received(byte[] message, Outbox<byte[]> out) {
            if (message[0] == '?') {
                out.send(message);
            } else if (!sending) {
                sending = true;
                sendPiece(out);
            }
            receivedBytes.addAndGet(message.length);
        }

        @Override
        public void drained(Outbox<byte[]> out) {
            if (sending && sentPieces.get() == pieces) {
                out.finish();
            } else if (sending) {
                sendPiece(out);
            }
        }

        private void sendPiece(Outbox<byte[]> out) {
            byte[] piece = new byte[PIECE];
            Arrays.fill(piece, (byte) sentPieces.getAndIncrement());
            out.send(piece);
        }

        @Override
        public void inputEnded(Outbox<byte[]> out) {
            if (!sending) {
                out.finish();
            }
        }

        @Override
        public ReadPolicy readPolicy() {
            return readPolicy;
        }
    }
}
