// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.Pkcs7;
import io.labnet.fernet.internal.TokenFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Decrypts a token to a stream. The MAC has fitted in a pass before; it is computed again, since somebody may change a
 * file between two passes. What was written counts only if this is the very token that was judged then: another one, be
 * it as genuine, may have expired.
 */
final class DecryptVisitor implements TokenScan.Visitor {
    private final CryptoEngine engine;
    private final RunningMac mac;
    private final OutputStream out;

    /** The last blocks that were decrypted: the padding may be in them. */
    private byte[] last = new byte[0];

    private long written;

    DecryptVisitor(CryptoEngine engine, OutputStream out) {
        this.engine = engine;
        this.mac = engine.beginMac();
        this.out = out;
    }

    @Override
    public void header(byte[] bytes) {
        mac.update(bytes, 0, TokenFormat.CIPHERTEXT_AT);
    }

    @Override
    public void blocks(byte[] bytes, int from, int to) throws IOException {
        mac.update(bytes, from, to);
        write(last.length);
        last = engine.decrypt(bytes, from, to);
    }

    private void write(int length) throws IOException {
        out.write(last, 0, length);
        written += length;
    }

    /**
     * Writes the end, without the padding.
     *
     * @param judged the MAC of the token that was found to be genuine, and young enough, in the pass before
     * @return whether the padding was right
     */
    boolean finish(byte[] judged) throws IOException {
        if (!MessageDigest.isEqual(mac.finish(), judged)) {
            throw FernetException.invalid();
        }
        int length = Pkcs7.unpaddedLength(last);
        if (length >= 0) {
            write(length);
        }
        return length >= 0;
    }

    long written() {
        return written;
    }
}
