// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.util.Objects;

/**
 * A token under the first key, which replaces a given token.
 *
 * @param text the token under the first key: URL-safe base64 with padding if it is {@code changed}, otherwise exactly
 *     the given text
 * @param keyIndex the index of the key that opened the old token, in the order of the Fernet's keys; key 0 encrypts the
 *     new token. When this index is 0 for all tokens, the other keys are no longer needed
 * @param changed whether the message was encrypted again; {@code false} only if {@link Fernet#rotateIfNeeded} returned
 *     the given token, because the first key opened it
 * @see Fernet#rotate(String)
 * @see Fernet#rotateIfNeeded(String)
 */
public record RotatedToken(String text, int keyIndex, boolean changed) {
    /**
     * Creates a result.
     *
     * @param text the token under the first key
     * @param keyIndex the index of the key that opened the old token
     * @param changed whether the message was encrypted again
     * @throws NullPointerException if the text is {@code null}
     */
    public RotatedToken {
        Objects.requireNonNull(text, "text");
    }

    /**
     * {@return the length of the token and the other components, but not the token, because a token that grants access
     * must not appear in logs}
     */
    @Override
    public String toString() {
        return "RotatedToken[" + text.length() + " characters, keyIndex=" + keyIndex + ", changed=" + changed + "]";
    }
}
