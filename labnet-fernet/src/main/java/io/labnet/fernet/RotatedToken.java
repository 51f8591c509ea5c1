// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/**
 * A token under the first key, which replaces a given token.
 *
 * @param text the new token: URL-safe base64 with padding. If {@link Fernet#rotateIfNeeded} kept the given token, its
 *     text
 * @param keyIndex the index of the key that opened the old token, in the order of the Fernet's keys; key 0 encrypts the
 *     new token. When this index is 0 for all tokens, the other keys are no longer needed
 * @see Fernet#rotate(String)
 * @see Fernet#rotateIfNeeded(String)
 */
public record RotatedToken(String text, int keyIndex) {
    /**
     * {@return the length of the token and the index of the key, but not the token, because a token that grants access
     * must not appear in logs}
     */
    @Override
    public String toString() {
        return "RotatedToken[" + text.length() + " characters, keyIndex=" + keyIndex + "]";
    }
}
