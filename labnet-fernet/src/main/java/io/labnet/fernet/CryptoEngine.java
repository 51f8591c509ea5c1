// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/**
 * The three primitives of Fernet under one key. It knows blocks and bytes but nothing of tokens: padding, lengths and
 * the order of checks are the codec's, so every engine gives the same answers. Used by many threads at once.
 */
interface CryptoEngine {
    /** Encrypts blocks in place with AES-128 in CBC mode (NIST SP 800-38A, section 6.2). */
    default void encrypt(byte[] bytes, int from, int to) {
        encrypt(bytes, from, bytes, from, to);
    }

    /**
     * Encrypts blocks as {@link #encrypt(byte[], int, int)} does, but from another array, which the JDK does with one
     * copy less.
     *
     * @param source where the blocks are
     * @param at where they begin in it
     * @param bytes what holds the 16 bytes of the initialization vector, and takes the encrypted blocks after them
     * @param from where those begin, at least 16
     * @param to where they end: a whole number of blocks after {@code from}, at least one
     */
    void encrypt(byte[] source, int at, byte[] bytes, int from, int to);

    /**
     * Decrypts blocks with AES-128 in CBC mode, into a new array: in place, the JDK does not use the machine's own AES
     * instructions.
     */
    default byte[] decrypt(byte[] bytes, int from, int to) {
        byte[] decrypted = new byte[to - from];
        decrypt(bytes, from, to, decrypted);
        return decrypted;
    }

    /**
     * Decrypts blocks as {@link #decrypt(byte[], int, int)} does, to the beginning of an array.
     *
     * @param bytes what holds the 16 bytes of the initialization vector, and after them the blocks; not changed
     * @param from where the blocks begin, at least 16
     * @param to where they end: a whole number of blocks after {@code from}, at least one
     * @param out takes the decrypted blocks; another array, with room for them
     */
    void decrypt(byte[] bytes, int from, int to, byte[] out);

    /** Computes the HMAC-SHA256 (RFC 2104) of the first {@code length} bytes: 32 bytes, in a new array. */
    default byte[] mac(byte[] bytes, int length) {
        RunningMac mac = beginMac();
        mac.update(bytes, 0, length);
        return mac.finish();
    }

    /** Begins the HMAC-SHA256 of what comes piece by piece. */
    RunningMac beginMac();

    /** An HMAC-SHA256 of bytes that come piece by piece. Used by one thread. */
    interface RunningMac {
        void update(byte[] bytes, int from, int to);

        /** Returns the 32 bytes of the MAC, and ends the use of this. */
        byte[] finish();
    }
}
