// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/**
 * The three primitives of Fernet under one key. The callers of an engine handle padding, lengths and the order of
 * checks, so all engines produce the same results. Safe for use by multiple threads.
 */
interface CryptoEngine {
    /** Encrypts blocks in place with AES-128 in CBC mode (NIST SP 800-38A, section 6.2). */
    default void encrypt(byte[] bytes, int from, int to) {
        encrypt(bytes, from, bytes, from, to);
    }

    /**
     * Encrypts blocks like {@link #encrypt(byte[], int, int)}, but from another array, which avoids a copy inside the
     * JDK.
     *
     * @param source the array with the blocks
     * @param at where the blocks begin in {@code source}
     * @param bytes receives the encrypted blocks; the 16 bytes before {@code from} are the initialization vector
     * @param from where the encrypted blocks begin, at least 16
     * @param to where the blocks end: one or more whole blocks after {@code from}
     */
    void encrypt(byte[] source, int at, byte[] bytes, int from, int to);

    /**
     * Decrypts blocks with AES-128 in CBC mode into a new array. For decryption in place, the JDK would not use the
     * processor's AES instructions.
     */
    default byte[] decrypt(byte[] bytes, int from, int to) {
        byte[] decrypted = new byte[to - from];
        decrypt(bytes, from, to, decrypted);
        return decrypted;
    }

    /**
     * Decrypts blocks like {@link #decrypt(byte[], int, int)}, to the beginning of an array.
     *
     * @param bytes the array with the blocks; the 16 bytes before {@code from} are the initialization vector; not
     *     modified
     * @param from where the blocks begin, at least 16
     * @param to where the blocks end: one or more whole blocks after {@code from}
     * @param out receives the decrypted blocks; an array other than {@code bytes}, with space for the blocks
     */
    void decrypt(byte[] bytes, int from, int to, byte[] out);

    /** Computes the HMAC-SHA256 (RFC 2104) of the first {@code length} bytes: 32 bytes, in a new array. */
    default byte[] mac(byte[] bytes, int length) {
        RunningMac mac = beginMac();
        mac.update(bytes, 0, length);
        return mac.finish();
    }

    /** Starts an HMAC-SHA256 of bytes that are passed in pieces. */
    RunningMac beginMac();

    /** An HMAC-SHA256 of bytes that are passed in pieces. Used by one thread. */
    interface RunningMac {
        void update(byte[] bytes, int from, int to);

        /** Returns the 32 bytes of the MAC. This object must not be used afterwards. */
        byte[] finish();
    }
}
