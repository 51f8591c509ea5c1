// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/**
 * A Fernet key: 16 bytes that sign and 16 bytes that encrypt. Immutable until it is {@linkplain #destroy() destroyed},
 * and safe for use by many threads at once. Only {@link #text()} gives it away; {@link #toString()} and the messages of
 * exceptions don't.
 */
public final class FernetKey implements Destroyable {
    /** How many characters the text form of a key has: {@value}. */
    public static final int TEXT_LENGTH = 44;

    private static final int HALF_BYTES = 16;

    static final int BYTES = 2 * HALF_BYTES;

    private final byte[] bytes;

    /** Set before the bytes are wiped, and read without a lock by whoever only wants to know. */
    private volatile boolean destroyed;

    /** Takes the array for its own. */
    private FernetKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Makes a key of 32 bytes, and takes the array for its own. */
    static FernetKey owning(byte[] bytes) {
        return new FernetKey(bytes);
    }

    /**
     * Reads a key. Exactly one text is taken for each key, the one that {@link #text()} gives: the URL-safe base64 of
     * its 32 bytes (RFC 4648, section 5), which is 43 digits, the last of them one of those that leave no bit over, and
     * one {@code =}. White space around it is refused as well: {@link String#strip()} takes off the line feed of a file.
     *
     * @param text the key; an empty text is refused like any other that is no key
     * @return the key
     * @throws IllegalArgumentException if the text is no key. Not a {@code FernetException}, since a key is no message
     *     of a stranger but the reader's own setting; the message tells at most how long the text is, and nothing of
     *     what it says
     */
    public static FernetKey parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("a Fernet key has " + TEXT_LENGTH + " characters, this text has "
                    + text.length() + StrictBase64.spaceAround(text));
        }
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            byte[] bytes = StrictBase64.decode(ascii);
            if (bytes.length == BYTES) {
                return new FernetKey(bytes);
            }
        } catch (IllegalArgumentException malformed) {
            // Refused below, in the same words as one of 31 or 33 bytes.
        } finally {
            Arrays.fill(ascii, (byte) 0);
        }
        throw new IllegalArgumentException("the text is not the URL-safe base64 of 32 bytes, as a Fernet key is");
    }

    /**
     * {@return a key of its bytes, where they come from a key store or another derivation, and no text should be made
     * of them}
     *
     * @param bytes the 16 bytes that sign, and after them the 16 that encrypt; copied, for the caller to wipe
     * @throws IllegalArgumentException if it is another number of bytes
     */
    public static FernetKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a Fernet key has " + BYTES + " bytes, not " + bytes.length);
        }
        return new FernetKey(bytes.clone());
    }

    /** {@return a new key from a {@link SecureRandom}, that nobody else has} */
    public static FernetKey generate() {
        return generate(new SecureRandom());
    }

    /**
     * {@return a new key from 32 bytes of a random source}
     *
     * @param source where the bytes come from. The key is as easy to guess as they are: outside tests, nothing but a
     *     {@link SecureRandom} will do
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
     * @throws IllegalStateException if the key has been destroyed
     */
    public String text() {
        byte[] copy = copy(0, BYTES);
        byte[] ascii = StrictBase64.encodeAscii(copy);
        Arrays.fill(copy, (byte) 0);
        String text = new String(ascii, StandardCharsets.ISO_8859_1);
        Arrays.fill(ascii, (byte) 0);
        return text;
    }

    /** Copies the first half, for the caller to wipe. */
    byte[] signingKey() {
        return copy(0, HALF_BYTES);
    }

    /** Copies the second half, for the caller to wipe. */
    byte[] encryptionKey() {
        return copy(HALF_BYTES, BYTES);
    }

    /** Copies under the lock that wiping needs, so that nobody ever works with a key half wiped. */
    private synchronized byte[] copy(int from, int to) {
        requireIntact();
        return Arrays.copyOfRange(bytes, from, to);
    }

    void requireIntact() {
        if (destroyed) {
            throw new IllegalStateException("the key has been destroyed");
        }
    }

    /**
     * Wipes the key. From then on {@link #text()} and every use of a {@link Fernet} that has this key, among others or
     * alone, throw {@link IllegalStateException}; what is under way in another thread may still end well. To destroy a
     * key again does nothing.
     *
     * <p>Promised is that the 32 bytes that this object holds are zero when the method returns, and that every other
     * array of key bytes that this library made had been wiped as soon as it was used. Not promised is anything about
     * copies that are out of reach: the keys that the JDK's or Bouncy Castle's ciphers and hashes hold in a form of
     * their own until the collector takes them (the JDK's own keys refuse to be destroyed), the texts that a key was
     * parsed from and written to, what the collector moved, and what the system swapped out or dumped.
     */
    @Override
    public synchronized void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /** {@return whether {@link #destroy()} has been called} */
    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    /**
     * Tells whether this is the same key, in a time that does not depend on how much of it is the same.
     *
     * @param other what to compare with, possibly {@code null}
     * @return whether the other is a key of the same bytes; a destroyed key equals nothing but itself
     */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof FernetKey key
                && MessageDigest.isEqual(bytes, key.bytes)
                && !destroyed
                && !key.destroyed;
    }

    /**
     * {@return a number computed from the SHA-256 of the key, which tells nothing of the key but whether it may be the
     * same as another; another one once the key is destroyed, so a set finds it no longer}
     */
    @Override
    public synchronized int hashCode() {
        return destroyed
                ? System.identityHashCode(this)
                : Arrays.hashCode(HmacSha256.sha256().digest(bytes));
    }

    /** {@return the same text for every key} */
    @Override
    public String toString() {
        return "FernetKey[hidden]";
    }
}
