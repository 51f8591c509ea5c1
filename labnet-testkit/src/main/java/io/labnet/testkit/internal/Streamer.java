// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.session.Listening;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says something long, a piece at a time, from the first exclamation mark it hears; counts what it said and heard. A
 * question mark it gives back.
 */
public final class Streamer implements Session<byte[], byte[]> {
    public static final int PIECE = 32 * 1024;

    private final int pieces;
    private final Listening listening;
    private final AtomicInteger said;
    private final CountDownLatch heard;
    private boolean speaksFirst;
    private boolean speaking;

    public Streamer(int pieces, Listening listening, AtomicInteger said, CountDownLatch heard) {
        this.pieces = pieces;
        this.listening = listening;
        this.said = said;
        this.heard = heard;
    }

    /** Waits for no exclamation mark. */
    public Streamer speakingFirst() {
        speaksFirst = true;
        return this;
    }

    @Override
    public void opened(Outbox<byte[]> out) {
        if (speaksFirst) {
            speaking = true;
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
        for (int i = 0; i < message.length; i++) {
            heard.countDown();
        }
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
    public Listening listening() {
        return listening;
    }
}
