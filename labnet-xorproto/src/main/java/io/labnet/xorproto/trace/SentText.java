// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.trace;

import io.labnet.xorproto.XorData;
import io.labnet.xorproto.server.XorText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The decrypted text of a server as far as it has arrived. It grows, is read once from its beginning to its end, and
 * keeps only what has not been read yet.
 */
final class SentText implements XorText {
    /** The largest number of bytes to keep: more than any client leaves unanswered. */
    static final int MAX_KEPT = 16 << 20;

    private final Deque<ByteBuffer> kept = new ArrayDeque<>();
    private long length;

    /** The position of the first kept byte in the text. */
    private long begin;

    void add(XorData decrypted) {
        if (decrypted.length() == 0) {
            // Not kept, because a server may send any number of packets without data.
            return;
        }
        length += decrypted.length();
        kept.add(decrypted.asByteBuffer());
        if (length - begin > MAX_KEPT) {
            kept.clear();
            begin = length;
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) throws IOException {
        if (position < begin) {
            throw new IOException("the text was not kept");
        }
        skip(position - begin);
        int end = offset + count;
        for (int at = offset; at < end; ) {
            ByteBuffer first = kept.getFirst();
            int bytes = Math.min(end - at, first.remaining());
            first.get(into, at, bytes);
            at += bytes;
            begin += bytes;
            dropRead();
        }
    }

    private void skip(long bytes) {
        long left = bytes;
        while (left > 0) {
            ByteBuffer first = kept.getFirst();
            int skipped = (int) Math.min(left, first.remaining());
            first.position(first.position() + skipped);
            left -= skipped;
            begin += skipped;
            dropRead();
        }
    }

    private void dropRead() {
        if (!kept.getFirst().hasRemaining()) {
            kept.removeFirst();
        }
    }
}
