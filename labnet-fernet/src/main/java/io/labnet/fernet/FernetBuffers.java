// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.StrictBase64;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;

/**
 * Encrypts and decrypts as a {@link Fernet} does, but from buffers, with tokens as ASCII: what programs that send and
 * receive want, who have no use for strings. A buffer may be direct or read-only. It is read from its position to its
 * limit, and both stay where they are.
 *
 * <p>Immutable and safe for use by many threads at once, as long as no two of them share a buffer.
 *
 * @param fernet gives the keys, the clock and all other settings
 */
public record FernetBuffers(Fernet fernet) {
    /**
     * Makes one that works as a Fernet does.
     *
     * @param fernet gives the keys, the clock and all other settings
     */
    public FernetBuffers {
        Objects.requireNonNull(fernet, "fernet");
    }

    /**
     * Encrypts a message, as {@link Fernet#encrypt(byte[])} does.
     *
     * @param plaintext holds the message, possibly empty
     * @return a new buffer, with an array of its own, that holds the token in ASCII and nothing else
     * @throws IllegalArgumentException if the message has more bytes than this Fernet takes (see {@link Fernet#withMaxPlaintextBytes})
     * @throws IllegalStateException if a key has been destroyed
     */
    public ByteBuffer encrypt(ByteBuffer plaintext) {
        return ByteBuffer.wrap(StrictBase64.encodeAscii(fernet.cipher().seal(plaintext)));
    }

    /**
     * {@return all that is known of a token of any age, as of {@link Fernet#open(String)}}
     *
     * @param token holds the token in ASCII
     * @throws FernetException as of {@link Fernet#decrypt(String)}
     * @throws IllegalStateException if a key has been destroyed
     */
    public FernetMessage open(ByteBuffer token) {
        return fernet.opened(token, TokenCipher.ANY_AGE);
    }

    /**
     * {@return all that is known of a token that was made not long ago, as of {@link Fernet#open(String, Duration)}}
     *
     * @param token holds the token in ASCII
     * @param timeToLive how old it may be, as of {@link Fernet#decrypt(String, Duration)}
     * @throws FernetException as of {@link Fernet#decrypt(String, Duration)}
     * @throws IllegalArgumentException if the time to live is negative
     * @throws IllegalStateException if a key has been destroyed
     */
    public FernetMessage open(ByteBuffer token, Duration timeToLive) {
        return fernet.opened(token, Lifetime.timeToLive(timeToLive));
    }
}
