// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import io.labnet.fernet.Fernet;

/**
 * How large messages may be, and so how long the texts of their tokens.
 *
 * @param maxPlaintextBytes the most bytes of a message, not more than {@link Fernet#MAX_PLAINTEXT_BYTES}
 */
public record MessageLimit(int maxPlaintextBytes) {
    /** Where nothing else is said. */
    public static final MessageLimit HIGHEST = new MessageLimit(Fernet.MAX_PLAINTEXT_BYTES);

    public MessageLimit {
        if (maxPlaintextBytes < 0 || maxPlaintextBytes > Fernet.MAX_PLAINTEXT_BYTES) {
            throw new IllegalArgumentException(
                    "maxPlaintextBytes " + maxPlaintextBytes + " is not within 0 to " + Fernet.MAX_PLAINTEXT_BYTES);
        }
    }

    /** Returns how long the text of a token is that holds as much as one may. */
    public int maxTextLength() {
        return StrictBase64.textLength(TokenFormat.OVERHEAD_BYTES + Pkcs7.paddedLength(maxPlaintextBytes));
    }

    /** Refuses a message of which so many bytes are known, if that is too much. */
    public void require(int atLeast) {
        if (atLeast > maxPlaintextBytes) {
            throw new IllegalArgumentException(
                    "a message has at most " + maxPlaintextBytes + " bytes, this has at least " + atLeast);
        }
    }
}
