// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

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
     * {@return the length of the token and the place of the key, but not the token: where a token is a permission, a
     * log that holds it gives that away}
     */
    @Override
    public String toString() {
        return "RotatedToken[" + text.length() + " characters, keyIndex=" + keyIndex + "]";
    }
}
