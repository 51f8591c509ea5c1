// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import io.labnet.fernet.Fernet;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a token (Fernet specification, "Token Format"): version, timestamp, initialization vector, ciphertext,
 * and the MAC of all preceding fields.
 */
public final class TokenFormat {
    /** The size of a block of AES, and so of an initialization vector. */
    public static final int BLOCK_BYTES = 16;

    public static final int MAC_BYTES = 32;
    public static final int VERSION = 0x80;
    static final int TIMESTAMP_AT = 1;
    public static final int IV_AT = 9;
    public static final int CIPHERTEXT_AT = 25;

    /** The size of all fields except the ciphertext. */
    public static final int OVERHEAD_BYTES = CIPHERTEXT_AT + MAC_BYTES;

    /** The size of a token with an empty plain text, which padding extends to one block. */
    static final int MIN_BYTES = OVERHEAD_BYTES + BLOCK_BYTES;

    public static final int MAX_BYTES = OVERHEAD_BYTES + Pkcs7.paddedLength(Fernet.MAX_PLAINTEXT_BYTES);

    private TokenFormat() {}

    /** Returns what is malformed about the bytes of a token, or {@code null} if they are well-formed. */
    public static @Nullable String fault(byte[] bytes) {
        if (bytes.length > 0 && (bytes[0] & 0xff) != VERSION) {
            return "the version is 0x%02x, not 0x%02x".formatted(bytes[0], VERSION);
        }
        if (bytes.length < MIN_BYTES) {
            return "a token has at least " + MIN_BYTES + " bytes, this has " + bytes.length;
        }
        if (bytes.length > MAX_BYTES) {
            return "a token has at most " + MAX_BYTES + " bytes, this has " + bytes.length;
        }
        int ciphertextBytes = bytes.length - OVERHEAD_BYTES;
        if (ciphertextBytes % BLOCK_BYTES != 0) {
            return "the ciphertext has " + ciphertextBytes + " bytes, not a multiple of " + BLOCK_BYTES;
        }
        return null;
    }

    /** Returns the length of the text of a token whose message has the given number of bytes. */
    public static int textLength(int plaintextBytes) {
        return StrictBase64.textLength(OVERHEAD_BYTES + Pkcs7.paddedLength(plaintextBytes));
    }

    public static long timestamp(byte[] token) {
        return ByteBuffer.wrap(token).getLong(TIMESTAMP_AT);
    }

    /** Returns the offset of the MAC, which is also the number of bytes that it covers. */
    public static int macAt(byte[] token) {
        return token.length - MAC_BYTES;
    }

    /** Returns a token in which only the version is set. */
    public static byte[] begin(int ciphertextBytes) {
        byte[] token = new byte[OVERHEAD_BYTES + ciphertextBytes];
        token[0] = (byte) VERSION;
        return token;
    }

    public static void putTimestamp(byte[] token, long timestamp) {
        ByteBuffer.wrap(token).putLong(TIMESTAMP_AT, timestamp);
    }
}
