// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Session;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A long output that a server sends piece by piece, with counters of what it sent and received meanwhile. */
public final class Speech {
    public static final int PIECE = 32 * 1024;

    private final int pieces;
    private final ReadPolicy listening;
    private final AtomicInteger said = new AtomicInteger();
    private final AtomicInteger heard = new AtomicInteger();

    public Speech(int pieces, ReadPolicy listening) {
        this.pieces = pieces;
        this.listening = listening;
    }

    /** Returns the number of pieces sent. */
    public int said() {
        return said.get();
    }

    /** Waits until {@code bytes} bytes have been received. */
    public void awaitHeard(int bytes) {
        long began = System.nanoTime();
        while (heard.get() < bytes) {
            if (System.nanoTime() - began > Patience.LIMIT.toNanos()) {
                throw new AssertionError("only " + heard + " bytes were heard within " + Patience.LIMIT);
            }
            Thread.onSpinWait();
        }
    }

    /** Returns a session that starts sending at the first exclamation mark, and echoes question marks. */
    public Session<byte[], byte[]> onDemand() {
        return new Speaker(false);
    }

    /** Returns a session that starts sending at once. */
    public Session<byte[], byte[]> atOnce() {
        return new Speaker(true);
    }

    private final class Speaker implements Session<byte[], byte[]> {
        private boolean speaking;

        Speaker(boolean speaking) {
            this.speaking = speaking;
        }

        @Override
        public void opened(Outbox<byte[]> out) {
            if (speaking) {
                speak(out);
            }
        }

        @Override
        public void received(byte[] message, Outbox<byte[]> out) {
            if (message[0] == '?') {
                out.send(message);
            } else if (!speaking) {
                speaking = true;
                speak(out);
            }
            heard.addAndGet(message.length);
        }

        @Override
        public void drained(Outbox<byte[]> out) {
            if (speaking && said.get() == pieces) {
                out.finish();
            } else if (speaking) {
                speak(out);
            }
        }

        private void speak(Outbox<byte[]> out) {
            byte[] piece = new byte[PIECE];
            Arrays.fill(piece, (byte) said.getAndIncrement());
            out.send(piece);
        }

        @Override
        public void inputEnded(Outbox<byte[]> out) {
            if (!speaking) {
                out.finish();
            }
        }

        @Override
        public ReadPolicy readPolicy() {
            return listening;
        }
    }
}
