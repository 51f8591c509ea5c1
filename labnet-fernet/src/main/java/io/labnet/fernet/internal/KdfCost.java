// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

/**
 * A function that makes a key of a password, and what one guess costs with it. The bounds are checked where one is
 * made: no text can ask for so much that it stops a program, nor for so little that guesses are cheap.
 */
public sealed interface KdfCost permits Argon2idCost, ScryptCost, Pbkdf2Cost {
    /** How long a Fernet key is. */
    int KEY_BYTES = 32;

    /** What no function may ask for more of: 256 MiB. */
    long MAX_MEMORY_BYTES = 256L << 20;

    /** How many bytes of memory may be filled in all, some of it again and again: 1 GiB, which takes seconds. */
    long MAX_FILLED_BYTES = 1L << 30;

    /** Returns name and numbers, as they stand in the text form. */
    String text();

    /** Returns the bytes of a key, which the caller wipes. */
    byte[] derive(byte[] password, byte[] salt);

    static void require(boolean holds, String rule, String cost) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", this is " + cost);
        }
    }
}
