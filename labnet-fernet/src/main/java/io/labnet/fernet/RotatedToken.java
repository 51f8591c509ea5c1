// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.util.Objects;

/**
 * A token that took the place of another.
 *
 * @param text the new token: URL-safe base64 with padding
 * @param keyIndex the place of the key that opened the old token, in the order in which the Fernet was given its keys;
 *     0 is the one that the new token is encrypted with. When all tokens rotate from 0, the other keys are needed no
 *     longer
 * @see Fernet#rotate(String)
 */
public record RotatedToken(String text, int keyIndex) {
    /**
     * Makes one of its parts.
     *
     * @param text the new token, not checked to be one
     * @param keyIndex the place of the key that opened the old token; not negative
     * @throws IllegalArgumentException if the place is negative
     */
    public RotatedToken {
        Objects.requireNonNull(text, "text");
        if (keyIndex < 0) {
            throw new IllegalArgumentException("keyIndex " + keyIndex + " is negative");
        }
    }

    /**
     * {@return the length of the token and the place of the key, but not the token: where a token is a permission, a
     * log that holds it gives that away}
     */
    @Override
    public String toString() {
        return "RotatedToken[" + text.length() + " characters, keyIndex=" + keyIndex + "]";
    }
}
