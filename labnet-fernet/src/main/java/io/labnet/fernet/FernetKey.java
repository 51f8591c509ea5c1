// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A Fernet key: 16 bytes that sign and 16 bytes that encrypt. Immutable. Only {@link #text()} gives it away;
 * {@link #toString()} and the messages of exceptions don't.
 */
public final class FernetKey {
    /** How many characters the text form of a key has: {@value}. */
    public static final int TEXT_LENGTH = 44;

    private static final int HALF_BYTES = 16;
    private static final int BYTES = 2 * HALF_BYTES;

    private final byte[] bytes;

    /** Takes the array for its own. */
    private FernetKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a key. Exactly one text is taken for each key, the one that {@link #text()} gives: the URL-safe base64 of
     * its 32 bytes (RFC 4648, section 5), which is 43 digits, the last of them one of those that leave no bit over, and
     * one {@code =}. White space around it is refused as well.
     *
     * @param text the key; an empty text is refused like any other that is no key
     * @return the key
     * @throws IllegalArgumentException if the text is no key. Not a {@code FernetException}, since a key is no message
     *     of a stranger but the reader's own setting; the message tells at most how long the text is, and nothing of
     *     what it says
     */
    public static FernetKey parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException(
                    "a Fernet key has " + TEXT_LENGTH + " characters, this text has " + text.length());
        }
        byte[] bytes = StrictBase64.decode(text);
        if (bytes == null || bytes.length != BYTES) {
            throw new IllegalArgumentException("the text is not the URL-safe base64 of 32 bytes, as a Fernet key is");
        }
        return new FernetKey(bytes);
    }

    /**
     * Makes a new key from a {@link SecureRandom}.
     *
     * @return a key that nobody else has
     */
    public static FernetKey generate() {
        return generate(new SecureRandom());
    }

    /**
     * Makes a new key from 32 bytes of a random source.
     *
     * @param source where the bytes come from. The key is as easy to guess as they are: outside tests, nothing but a
     *     {@link SecureRandom} will do
     * @return the key
     */
    public static FernetKey generate(RandomGenerator source) {
        byte[] bytes = new byte[BYTES];
        source.nextBytes(bytes);
        return new FernetKey(bytes);
    }

    /**
     * Gives the key away as text, to be stored or handed over where only its holders can read.
     *
     * @return the URL-safe base64 of the key, {@value #TEXT_LENGTH} characters, the last of them {@code =}
     */
    public String text() {
        return StrictBase64.encode(bytes);
    }

    byte[] signingKey() {
        return Arrays.copyOf(bytes, HALF_BYTES);
    }

    byte[] encryptionKey() {
        return Arrays.copyOfRange(bytes, HALF_BYTES, BYTES);
    }

    /**
     * Tells whether this is the same key, in a time that does not depend on how much of it is the same.
     *
     * @param other what to compare with, possibly {@code null}
     * @return whether the other is a key of the same bytes
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FernetKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    /**
     * Gives a hash code that, where it is printed, tells nothing of the key but whether it may be the same as another.
     *
     * @return a number computed from the SHA-256 of the key
     */
    @Override
    public int hashCode() {
        return Arrays.hashCode(HmacSha256.sha256().digest(bytes));
    }

    /**
     * Says that this is a key, and not which.
     *
     * @return the same text for every key
     */
    @Override
    public String toString() {
        return "FernetKey[hidden]";
    }
}
