// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorPacket;
import java.io.IOException;
import java.util.Objects;

/**
 * The text that a server sends and compares answers with: any bytes, of any number, that never change. It is read piece by
 * piece, so that none has to fit in memory. Read by the threads that drive conversations, several at once: it answers
 * quickly, from memory or a local file.
 */
public interface XorText {
    /**
     * {@return a text that is in memory}
     *
     * @param bytes the text, possibly empty; copied
     */
    static XorText of(byte[] bytes) {
        byte[] own = bytes.clone();
        return new XorText() {
            @Override
            public long length() {
                return own.length;
            }

            @Override
            public void read(long position, byte[] into, int offset, int length) {
                Objects.checkFromIndexSize(position, length, own.length);
                System.arraycopy(own, (int) position, into, offset, length);
            }
        };
    }

    /** {@return how many bytes the text has, 0 or more; always the same} */
    long length();

    /**
     * Reads a part of the text.
     *
     * @param position where in the text the part begins, from 0
     * @param into takes the bytes
     * @param offset where in the array they go, from 0
     * @param length how many bytes are read, at most {@value XorPacket#MAX_DATA_BYTES}
     * @throws IOException if they can't be read
     * @throws IndexOutOfBoundsException if the part does not lie within the text, or not fit the array
     */
    void read(long position, byte[] into, int offset, int length) throws IOException;
}
