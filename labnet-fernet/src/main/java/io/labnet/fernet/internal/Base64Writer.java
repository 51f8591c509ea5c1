// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/** Encodes bytes, which are passed in pieces, as one strict text. */
public final class Base64Writer {
    /** A multiple of three, so that only the end has padding. */
    private static final int PIECE_BYTES = 48 << 10;

    private final OutputStream out;
    private final byte[] pending = new byte[PIECE_BYTES];
    private final byte[] text = new byte[StrictBase64.textLength(PIECE_BYTES)];
    private int length;

    public Base64Writer(OutputStream out) {
        this.out = out;
    }

    public void write(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int taken = Math.min(to - at, pending.length - length);
            System.arraycopy(bytes, at, pending, length, taken);
            at += taken;
            length += taken;
            if (length == pending.length) {
                Base64.getUrlEncoder().encode(pending, text);
                out.write(text);
                length = 0;
            }
        }
    }

    /** Writes the remaining bytes with padding, and flushes the stream. */
    public void finish() throws IOException {
        out.write(StrictBase64.encodeAscii(Arrays.copyOf(pending, length)));
        out.flush();
    }
}
