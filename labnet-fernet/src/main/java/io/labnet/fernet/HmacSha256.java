// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 (RFC 2104) under one key. Its two hashes each begin with a block that depends only on the key. These
 * blocks are hashed once, and the resulting states are copied for each message, which saves two of the five block
 * operations of a short token.
 */
final class HmacSha256 {
    /**
     * The size of the pieces in which long input is processed. The JVM uses the processor's SHA instructions only in
     * methods that have been called often. Therefore, many calls for pieces are faster than a single call for
     * everything. A piece of this size also stays in the cache.
     */
    static final int PIECE_BYTES = 16 * 1024;

    private static final String ALGORITHM = "SHA-256";
    private static final int HASH_BLOCK_BYTES = 64;
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    /** Never updated, so that threads can clone it concurrently. */
    private final MessageDigest inner;

    /** Never updated, so that threads can clone it concurrently. */
    private final MessageDigest outer;

    /**
     * Hashes the block of a key.
     *
     * @param key at most 64 bytes; HMAC would hash a longer key first, but Fernet keys are shorter
     */
    HmacSha256(byte[] key) {
        inner = begun(key, INNER_PAD);
        outer = begun(key, OUTER_PAD);
    }

    CryptoEngine.RunningMac begin() {
        MessageDigest hash = copy(inner);
        return new CryptoEngine.RunningMac() {
            @Override
            public void update(byte[] bytes, int from, int to) {
                for (int at = from; at < to; at += PIECE_BYTES) {
                    hash.update(bytes, at, Math.min(PIECE_BYTES, to - at));
                }
            }

            @Override
            public byte[] finish() {
                return copy(outer).digest(hash.digest());
            }
        };
    }

    static MessageDigest sha256() {
        return sha256(Security.getProviders());
    }

    /** Returns the first SHA-256 that can be cloned. Hardware implementations often can't be cloned. */
    static MessageDigest sha256(Provider... providers) {
        for (Provider provider : providers) {
            MessageDigest hash = copied(provider);
            if (hash != null) {
                return hash;
            }
        }
        throw new IllegalStateException("this Java has no SHA-256 that can be cloned");
    }

    private static @Nullable MessageDigest copied(Provider provider) {
        try {
            return (MessageDigest)
                    MessageDigest.getInstance(ALGORITHM, provider).clone();
        } catch (NoSuchAlgorithmException | CloneNotSupportedException unusable) {
            return null;
        }
    }

    private static MessageDigest begun(byte[] key, byte pad) {
        byte[] block = new byte[HASH_BLOCK_BYTES];
        System.arraycopy(key, 0, block, 0, key.length);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= pad;
        }
        MessageDigest hash = sha256();
        hash.update(block);
        Arrays.fill(block, (byte) 0);
        return hash;
    }

    private static MessageDigest copy(MessageDigest hash) {
        try {
            return (MessageDigest) hash.clone();
        } catch (CloneNotSupportedException hardware) {
            throw new IllegalStateException(hash.getProvider() + " has a SHA-256 that can't be cloned", hardware);
        }
    }
}
