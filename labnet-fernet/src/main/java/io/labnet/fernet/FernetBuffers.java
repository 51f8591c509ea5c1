// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.StrictBase64;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;

/**
 * Encrypts and decrypts like a {@link Fernet}, but with byte buffers and with tokens in ASCII, for programs that send
 * and receive bytes. A buffer may be direct or read-only. The bytes from its position to its limit are read; position
 * and limit do not change.
 *
 * <p>Immutable and safe for use by multiple threads, if they do not share buffers.
 *
 * @param fernet provides the keys, the clock and all other settings
 */
public record FernetBuffers(Fernet fernet) {
    /**
     * Creates an instance with the settings of a Fernet.
     *
     * @param fernet provides the keys, the clock and all other settings
     */
    public FernetBuffers {
        Objects.requireNonNull(fernet, "fernet");
    }

    /**
     * Encrypts a message, as {@link Fernet#encrypt(byte[])} does.
     *
     * @param plaintext the message, possibly empty
     * @return a new buffer, backed by its own array, that contains exactly the token in ASCII
     * @throws IllegalArgumentException if the message is larger than {@link Fernet#withMaxPlaintextBytes} allows
     * @throws IllegalStateException if a key has been destroyed
     */
    public ByteBuffer encrypt(ByteBuffer plaintext) {
        return ByteBuffer.wrap(StrictBase64.encodeAscii(fernet.cipher().seal(plaintext)));
    }

    /**
     * {@return the message, timestamp and key of a token of any age, as by {@link Fernet#open(String)}}
     *
     * @param token the token in ASCII
     * @throws FernetException as for {@link Fernet#decrypt(String)}
     * @throws IllegalStateException if a key has been destroyed
     */
    public FernetMessage open(ByteBuffer token) {
        return fernet.opened(token, TokenCipher.ANY_AGE);
    }

    /**
     * {@return the message, timestamp and key of a token that is not older than a time to live}
     *
     * @param token the token in ASCII
     * @param timeToLive the maximum age of the token, as in {@link Fernet#decrypt(String, Duration)}
     * @throws FernetException as for {@link Fernet#decrypt(String, Duration)}
     * @throws IllegalArgumentException if the time to live is negative
     * @throws IllegalStateException if a key has been destroyed
     */
    public FernetMessage open(ByteBuffer token, Duration timeToLive) {
        return fernet.opened(token, Lifetime.timeToLive(timeToLive));
    }
}
