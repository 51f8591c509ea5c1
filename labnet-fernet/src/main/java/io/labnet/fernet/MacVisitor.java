// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.TokenFormat;
import java.security.MessageDigest;
import java.util.stream.IntStream;

/** Computes the MAC of a token under every key at once, in one pass. */
final class MacVisitor implements TokenScan.Visitor {
    private final RunningMac[] macs;
    private long timestamp;

    MacVisitor(KeyRing keys) {
        macs = IntStream.range(0, keys.size())
                .mapToObj(key -> keys.engine(key).beginMac())
                .toArray(RunningMac[]::new);
    }

    @Override
    public void header(byte[] bytes) {
        timestamp = TokenFormat.timestamp(bytes);
        update(bytes, 0, TokenFormat.CIPHERTEXT_AT);
    }

    @Override
    public void blocks(byte[] bytes, int from, int to) {
        update(bytes, from, to);
    }

    private void update(byte[] bytes, int from, int to) {
        for (RunningMac mac : macs) {
            mac.update(bytes, from, to);
        }
    }

    long timestamp() {
        return timestamp;
    }

    /** Returns the keys that made the MAC of the token, in order, and ends the use of this. */
    int[] signers(byte[] mac) {
        return IntStream.range(0, macs.length)
                .filter(key -> MessageDigest.isEqual(macs[key].finish(), mac))
                .toArray();
    }
}
