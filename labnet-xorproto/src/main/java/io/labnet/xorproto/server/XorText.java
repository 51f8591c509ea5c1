// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorPacket;
import java.io.IOException;
import java.util.Objects;

/**
 * The text that a server sends and compares answers with: any number of bytes, which never change. It is read piece by
 * piece, so it need not fit in memory. Several server threads read it at the same time, so reading must be fast: from
 * memory or a local file.
 */
public interface XorText {
    /**
     * {@return a text in memory}
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

    /** {@return the length of the text in bytes, 0 or more; constant} */
    long length();

    /**
     * Reads a part of the text.
     *
     * @param position the start of the part in the text, from 0
     * @param into receives the bytes
     * @param offset the index of the first byte in the array, from 0
     * @param length the number of bytes, at most {@value XorPacket#MAX_DATA_BYTES}
     * @throws IOException if the bytes can't be read
     * @throws IndexOutOfBoundsException if the part does not lie within the text, or does not fit in the array
     */
    void read(long position, byte[] into, int offset, int length) throws IOException;
}
