// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.Pkcs7;
import java.io.IOException;
import java.io.OutputStream;

/** Decrypts ciphertext to a stream, which holds no message before {@link #finish}, nor before its MAC has fitted. */
final class DecryptVisitor implements TokenScan.Visitor {
    private final CryptoEngine engine;
    private final OutputStream out;

    /** The last blocks that were decrypted: the padding may be in them. */
    private byte[] last = new byte[0];

    private long written;

    DecryptVisitor(CryptoEngine engine, OutputStream out) {
        this.engine = engine;
        this.out = out;
    }

    @Override
    public void blocks(byte[] bytes, int from, int to) throws IOException {
        write(last.length);
        last = engine.decrypt(bytes, from, to);
    }

    private void write(int length) throws IOException {
        out.write(last, 0, length);
        written += length;
    }

    /** Writes the end, without the padding, and returns how many bytes the message has, or -1 if the padding is wrong. */
    long finish() throws IOException {
        int length = Pkcs7.unpaddedLength(last);
        if (length < 0) {
            return -1;
        }
        write(length);
        return written;
    }
}
