// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.random.RandomGenerator;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/**
 * A Fernet key: 16 bytes that sign and 16 bytes that encrypt. Immutable until it is {@linkplain #destroy() destroyed},
 * and safe for use by multiple threads. Only {@link #text()} reveals the key; {@link #toString()} and exception
 * messages don't. Logs identify a key by its {@link #fingerprint()}.
 */
public final class FernetKey implements Destroyable {
    /** The length of the text form of a key in characters: {@value}. */
    public static final int TEXT_LENGTH = 44;

    private static final int HALF_BYTES = 16;

    static final int BYTES = 2 * HALF_BYTES;

    /** Hashed before the key, so that no other use of SHA-256 gives the same digest. */
    private static final byte[] FINGERPRINT_DOMAIN =
            "io.labnet.fernet key fingerprint\0".getBytes(StandardCharsets.US_ASCII);

    private static final int FINGERPRINT_BYTES = 8;

    private final byte[] bytes;

    /** Set before the bytes are wiped, so that it can be read without the lock. */
    private volatile boolean destroyed;

    /** Keeps the array itself, not a copy. */
    private FernetKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Makes a key of 32 bytes, and keeps the array itself. */
    static FernetKey owning(byte[] bytes) {
        return new FernetKey(bytes);
    }

    /**
     * Parses a key. Each key has exactly one accepted text, the one that {@link #text()} returns. It is the URL-safe
     * base64 (RFC 4648, section 5) of its 32 bytes: 43 digits and one {@code =}, with unused bits zero. White space
     * around the text is refused; remove the line feed of a file with {@link String#strip()}.
     *
     * @param text the text of the key
     * @return the key
     * @throws IllegalArgumentException if the text is not a key. A {@code FernetException} is not used here, because a
     *     key is a setting of the program and not untrusted input. The message may state the length of the text, but
     *     never its content
     */
    public static FernetKey parse(String text) {
        Objects.requireNonNull(text, "text");
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
            // The text is refused below, with the same message as base64 of the wrong length.
        } finally {
            Arrays.fill(ascii, (byte) 0);
        }
        throw new IllegalArgumentException("the text is not the URL-safe base64 of 32 bytes, as a Fernet key is");
    }

    /**
     * {@return a key of the given bytes, for example from a key store or a key derivation, without converting them to
     * text}
     *
     * @param bytes the 16 bytes that sign, then the 16 that encrypt; copied, so that the caller can wipe them
     * @throws IllegalArgumentException if there are not exactly 32 bytes
     */
    public static FernetKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a Fernet key has " + BYTES + " bytes, not " + bytes.length);
        }
        return new FernetKey(bytes.clone());
    }

    /** {@return a new random key from a {@link SecureRandom}} */
    public static FernetKey generate() {
        return generate(new SecureRandom());
    }

    /**
     * {@return a new key from 32 bytes of a random source}
     *
     * @param source the source of the bytes. The key is only as hard to guess as these bytes: use a
     *     {@link SecureRandom} except in tests
     */
    public static FernetKey generate(RandomGenerator source) {
        byte[] bytes = new byte[BYTES];
        source.nextBytes(bytes);
        return new FernetKey(bytes);
    }

    /**
     * Returns the key as text, which reveals the key. Store the text where only authorized users can read it.
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

    /**
     * Returns a short text that identifies the key in logs and messages. It is the first 64 bits of the SHA-256 of a
     * constant and the whole key. It does not help to forge or decrypt a token: a random key can't be found from it.
     *
     * <p>Two keys that were made independently practically never have the same fingerprint: among a million keys, the
     * probability is about 1 in 37 million. But whoever may choose both keys can make two with the same fingerprint, so
     * an equal fingerprint does not prove that a key is the expected one. {@link #equals} compares keys.
     *
     * <p>The fingerprint does not protect a key that can be guessed. If the key is derived from a weak password,
     * whoever knows the fingerprint and the {@link KeyDerivation} can try passwords, as with any token of the key.
     *
     * @return 16 hexadecimal digits in lower case, the same for equal keys
     * @throws IllegalStateException if the key has been destroyed
     */
    public String fingerprint() {
        byte[] copy = copy(0, BYTES);
        MessageDigest hash = HmacSha256.sha256();
        hash.update(FINGERPRINT_DOMAIN);
        byte[] digest = hash.digest(copy);
        Arrays.fill(copy, (byte) 0);
        return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    }

    /** Returns a copy of the first half, which the caller must wipe. */
    byte[] signingKey() {
        return copy(0, HALF_BYTES);
    }

    /** Returns a copy of the second half, which the caller must wipe. */
    byte[] encryptionKey() {
        return copy(HALF_BYTES, BYTES);
    }

    /** Copies bytes under the lock that {@link #destroy} holds, so that no caller gets a partly wiped key. */
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
     * Wipes the key. Afterwards, {@link #text()} and every use of a {@link Fernet} that has this key throw
     * {@link IllegalStateException}. An operation already running in another thread may still succeed. Destroying a key
     * again has no effect.
     *
     * <p>When the method returns, the 32 bytes of this object are zero. Every other array of key bytes that this
     * library made was wiped right after its use. Some copies can't be wiped: texts that the key was parsed from or
     * written to. Nor can copies that the garbage collector left behind when it moved an array, or memory that the
     * system swapped out or dumped. The ciphers and hashes of the JDK and Bouncy Castle also contain keys until they
     * are garbage-collected. The JDK's own key objects refuse to be destroyed.
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
     * Compares keys in constant time.
     *
     * @param other the object to compare with, possibly {@code null}
     * @return whether the other is a key of the same bytes; a destroyed key equals only itself
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
     * {@return a hash code computed from the SHA-256 of the key, so that it does not reveal the key} The hash code
     * changes when the key is destroyed, so that a hash set no longer finds the key.
     */
    @Override
    public synchronized int hashCode() {
        return destroyed
                ? System.identityHashCode(this)
                : Arrays.hashCode(HmacSha256.sha256().digest(bytes));
    }

    /** {@return the {@link #fingerprint()}, or that the key has been destroyed} If the key is derived from a weak password,
     * the fingerprint lets others guess the password. */
    @Override
    public synchronized String toString() {
        return "FernetKey[" + (destroyed ? "destroyed" : fingerprint()) + "]";
    }
}
