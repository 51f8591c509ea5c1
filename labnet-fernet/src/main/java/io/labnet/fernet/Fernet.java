// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.IvPool;
import io.labnet.fernet.internal.StrictBase64;
import io.labnet.fernet.internal.TokenText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts messages to Fernet tokens and decrypts the tokens.
 *
 * <pre>{@code
 * Fernet fernet = Fernet.of(FernetKey.parse(keyText));
 * String token = fernet.encryptText("Midterm Average: 10.45");
 * String message = fernet.decryptText(token, Duration.ofMinutes(1));
 * }</pre>
 *
 * <p>Most programs need only {@code encrypt} and {@code decrypt}. {@link #open(String) open} also returns a token's
 * timestamp and key, {@link #at} fixes the time, and {@link #rotateIfNeeded} re-encrypts a token after a change of keys.
 * {@link FernetBuffers} works on byte buffers, {@link FernetFiles} on large files.
 *
 * <p>Immutable and safe for use by multiple threads. Creating an instance may take milliseconds, so keep it.
 *
 * <p>Every invalid token is refused with {@link FernetException}. The checks are made in this order: text form,
 * version, length, MAC and, if there is a time to live, the timestamp. The ciphertext is decrypted only after all of
 * them have passed. The Fernet specification ("Verifying") lists the timestamp before the MAC. Here the MAC is checked
 * first, so a token with a forged timestamp is refused because of its MAC. The text form is strict, as in
 * {@link FernetToken#parse(String)}, unless this is {@linkplain #lenient() lenient}. Several keys are tried in the
 * given order; the time taken may reveal which key fits.
 *
 * <p>Every method that encrypts or decrypts throws {@link IllegalStateException} once one of the keys has been
 * {@linkplain FernetKey#destroy() destroyed}.
 */
public final class Fernet {
    /**
     * The maximum size of a message in bytes: {@value}, which is 64 MiB. Larger messages are refused before any work.
     * The token of a message of this size has a text of 85 MiB, which is copied and decoded before its MAC is checked.
     * If memory is scarce and tokens are untrusted, set a lower limit with {@link #withMaxPlaintextBytes}.
     */
    public static final int MAX_PLAINTEXT_BYTES = 64 << 20;

    /**
     * The default clock skew: how far the clock of a token's sender may be ahead. It is 60 seconds, as in other
     * implementations.
     */
    public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(60);

    private final TokenCipher cipher;
    private final TokenText reader;

    private Fernet(TokenCipher cipher, TokenText reader) {
        this.cipher = cipher;
        this.reader = reader;
    }

    /**
     * Returns a Fernet for one or more keys, with the system clock and a clock skew of {@link #DEFAULT_CLOCK_SKEW}. The
     * caller must ensure that no two keys have the same signing half or the same encrypting half: this is not checked.
     * If the signing halves were equal, the first key would open about one in 256 tokens of the second, with a wrong
     * message.
     *
     * @param first the key that encrypts, and the first one tried for decryption
     * @param others keys that only decrypt, in the order in which they are tried; may be empty
     * @return a Fernet for these keys
     * @throws IllegalStateException if a key has been destroyed
     */
    public static Fernet of(FernetKey first, FernetKey... others) {
        List<FernetKey> keys = new ArrayList<>(List.of(others));
        keys.add(0, first);
        return of(keys);
    }

    /**
     * {@return a Fernet for a list of keys, like {@link #of(FernetKey, FernetKey...)}}
     *
     * @param keys the keys, the first of which encrypts; copied
     * @throws IllegalArgumentException if the list is empty
     * @throws IllegalStateException if a key has been destroyed
     */
    public static Fernet of(List<FernetKey> keys) {
        Lifetime lifetime = new Lifetime(Clock.systemUTC(), DEFAULT_CLOCK_SKEW);
        return new Fernet(
                new TokenCipher(KeyRing.of(keys), lifetime, IvPool.shared(), MAX_PLAINTEXT_BYTES), TokenText.STRICT);
    }

    /**
     * Returns a copy with another clock, which sets the timestamps of new tokens and decides whether a token has
     * expired.
     *
     * @param clock the clock, read in whole seconds; times before 1970, which a token can't represent, are replaced by
     *     1970
     * @return the copy
     */
    public Fernet withClock(Clock clock) {
        return with(new Lifetime(clock, cipher.lifetime().clockSkew()));
    }

    /**
     * Returns a copy whose clock is fixed. {@code fernet.at(then).encrypt(message)} makes a token of that time, and
     * {@code fernet.at(then).decrypt(token, timeToLive)} accepts the tokens that are valid at that time.
     *
     * @param now the time, as in {@link #withClock(Clock)}
     * @return the copy; cheap to create
     */
    public Fernet at(Instant now) {
        return withClock(Clock.fixed(now, ZoneOffset.UTC));
    }

    /**
     * {@return a copy with another clock skew: how far the clock of a token's sender may be ahead}
     *
     * @param clockSkew the clock skew, not negative; fractions of a second are ignored
     * @throws IllegalArgumentException if the clock skew is negative
     */
    public Fernet withClockSkew(Duration clockSkew) {
        return with(new Lifetime(cipher.lifetime().clock(), clockSkew));
    }

    private Fernet with(Lifetime lifetime) {
        return new Fernet(new TokenCipher(cipher.keys(), lifetime, cipher.ivs(), cipher.maxPlaintextBytes()), reader);
    }

    /**
     * Returns a copy with another source of initialization vectors, for tests that need the same token each time. If
     * vectors repeat or are predictable, tokens reveal which messages have the same beginning.
     *
     * <p>By default, all keys of the process share one pool, which draws a few hundred vectors at a time from a secure
     * generator seeded by the system. A process that is restored several times from the same checkpoint or memory
     * snapshot would repeat vectors; it needs its own source, seeded after each restore.
     *
     * @param ivs returns 16 bytes for each token, and may be called by several threads at the same time; if it returns
     *     {@code null} or another number of bytes, encryption throws {@link IllegalStateException}
     * @return the copy
     */
    public Fernet withIvSource(Supplier<byte[]> ivs) {
        Objects.requireNonNull(ivs, "ivs");
        return new Fernet(new TokenCipher(cipher.keys(), cipher.lifetime(), ivs, cipher.maxPlaintextBytes()), reader);
    }

    /**
     * {@return a copy with another engine, which computes AES and SHA-256}
     *
     * @param engine the engine; the default is {@link FernetEngine#JDK}
     * @throws IllegalStateException if the classes that the engine needs are missing or too old, or a key has been
     *     destroyed
     */
    public Fernet withEngine(FernetEngine engine) {
        return new Fernet(
                new TokenCipher(
                        cipher.keys().with(engine), cipher.lifetime(), cipher.ivs(), cipher.maxPlaintextBytes()),
                reader);
    }

    /**
     * Returns a copy with another limit on the size of messages. A token text that is too long for the limit is refused
     * without decoding it. A token of a larger message is refused as {@link FernetException.Reason#INVALID}.
     *
     * @param maxPlaintextBytes the maximum size of a message in bytes, 0 to {@link #MAX_PLAINTEXT_BYTES} (the default)
     * @return the copy; {@link FernetFiles} has a separate limit
     * @throws IllegalArgumentException if the limit is out of range
     */
    public Fernet withMaxPlaintextBytes(int maxPlaintextBytes) {
        if (maxPlaintextBytes < 0 || maxPlaintextBytes > MAX_PLAINTEXT_BYTES) {
            throw new IllegalArgumentException(
                    "maxPlaintextBytes " + maxPlaintextBytes + " is not within 0 to " + MAX_PLAINTEXT_BYTES);
        }
        return new Fernet(new TokenCipher(cipher.keys(), cipher.lifetime(), cipher.ivs(), maxPlaintextBytes), reader);
    }

    /**
     * Returns a copy that accepts exactly the texts that the {@code Fernet} of Python's {@code cryptography} 48.0.0
     * accepts on Python 3.11. The copy reads the digits of both base64 alphabets and skips every other ASCII character.
     * Padding ends the text; characters after it are ignored. Unused bits may have any value. As in Python, a string
     * with a non-ASCII character is refused, while {@link FernetBuffers} skips non-ASCII bytes.
     *
     * <p>Only tokens are read leniently, not keys. In a {@linkplain FernetFiles file}, non-ASCII bytes are skipped as
     * in a buffer.
     *
     * <p>Tokens stay secret and authentic, but each token can be written as many different texts, so that a list of
     * used or revoked texts is easily circumvented. A text that is longer than the longest strict text is refused.
     *
     * @return the copy; the tokens that it makes are strict
     */
    public Fernet lenient() {
        return new Fernet(cipher, TokenText.LENIENT);
    }

    /**
     * Encrypts a message with the first key.
     *
     * @param plaintext the message, possibly empty; not modified
     * @return the token: URL-safe base64 with padding, at least 100 characters
     * @throws IllegalArgumentException if the message is larger than {@link #withMaxPlaintextBytes} allows
     */
    public String encrypt(byte[] plaintext) {
        return StrictBase64.encode(cipher.seal(plaintext, cipher.lifetime().now()));
    }

    /**
     * {@return a token of a text in UTF-8, as made by {@link #encrypt(byte[])}}
     *
     * @param text the text, possibly empty
     * @throws IllegalArgumentException if the text has more bytes in UTF-8 than {@link #withMaxPlaintextBytes} allows,
     *     or contains an unpaired surrogate, which UTF-8 cannot encode
     */
    public String encryptText(String text) {
        cipher.requireRoomFor(Utf8.length(text));
        return StrictBase64.encode(cipher.seal(Utf8.encode(CharBuffer.wrap(text))));
    }

    /**
     * {@return the message of a token of any age, possibly empty, in a new array} The timestamp is not checked.
     *
     * @param token the token
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the text is not a token of any of the keys
     */
    public byte[] decrypt(String token) {
        return opened(token, TokenCipher.ANY_AGE).plaintext();
    }

    /**
     * Decrypts a token that is not older than a time to live. The token has expired if its timestamp plus the time to
     * live is before now. The token is from the future if its timestamp is after now plus the clock skew. A token whose
     * timestamp is exactly at a limit is still valid.
     *
     * @param token the token
     * @param timeToLive the maximum age of the token, not negative; fractions of a second are ignored, because
     *     timestamps are in whole seconds
     * @return the message, possibly empty, in a new array
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the text is not a token of any of the
     *     keys; with {@link FernetException.Reason#EXPIRED} or {@link FernetException.Reason#FROM_THE_FUTURE} if it is
     *     genuine, but too old or too new
     * @throws IllegalArgumentException if the time to live is negative
     */
    public byte[] decrypt(String token, Duration timeToLive) {
        return opened(token, Lifetime.timeToLive(timeToLive)).plaintext();
    }

    /**
     * {@return the message of a token of any age as text, possibly empty}
     *
     * @param token the token
     * @throws FernetException as for {@link #decrypt(String)}, and with {@link FernetException.Reason#NOT_TEXT} if the
     *     message is not UTF-8
     */
    public String decryptText(String token) {
        return opened(token, TokenCipher.ANY_AGE).text();
    }

    /**
     * {@return the message of a token that is not older than a time to live, as text, possibly empty}
     *
     * @param token the token
     * @param timeToLive the maximum age of the token, as in {@link #decrypt(String, Duration)}
     * @throws FernetException as for {@link #decrypt(String, Duration)}, and with
     *     {@link FernetException.Reason#NOT_TEXT} if the message is not UTF-8
     * @throws IllegalArgumentException if the time to live is negative
     */
    public String decryptText(String token, Duration timeToLive) {
        return opened(token, Lifetime.timeToLive(timeToLive)).text();
    }

    /**
     * {@return the message and timestamp of a token of any age, and which key opened it}
     *
     * @param token the token
     * @throws FernetException as for {@link #decrypt(String)}
     */
    public FernetMessage open(String token) {
        return opened(token, TokenCipher.ANY_AGE);
    }

    /**
     * {@return the message, timestamp and key of a token that is not older than a time to live}
     *
     * @param token the token
     * @param timeToLive the maximum age of the token, as in {@link #decrypt(String, Duration)}
     * @throws FernetException as for {@link #decrypt(String, Duration)}
     * @throws IllegalArgumentException if the time to live is negative
     */
    public FernetMessage open(String token, Duration timeToLive) {
        return opened(token, Lifetime.timeToLive(timeToLive));
    }

    /**
     * Returns the timestamp of a genuine token. Checks its MAC, but does not decrypt it.
     *
     * @param token the token
     * @return seconds since 1970-01-01T00:00:00Z, an <em>unsigned</em> number of 64 bits: negative values stand for
     *     2^63 or more. See {@link Long#toUnsignedString(long)} and {@link Long#compareUnsigned(long, long)}
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the text is not a token of any of the
     *     keys; wrong padding is not detected
     */
    public long timestamp(String token) {
        Objects.requireNonNull(token, "token");
        return cipher.timestamp(read(() -> reader.decode(token, cipher.maxPlaintextBytes())));
    }

    /**
     * Re-encrypts a token with the first key and a new initialization vector. The new token keeps the old timestamp, so
     * rotation does not extend its life.
     *
     * <p>A {@linkplain #lenient() lenient} Fernet ignores foreign characters and all text after the padding, which the
     * new token does not contain: of two tokens in one text, only the first remains. Before replacing a text by its
     * result, check that it is one token.
     *
     * @param token the token, of any age and of any of the keys
     * @return the new token, and which key opened the old token
     * @throws FernetException as for {@link #decrypt(String)}
     */
    public RotatedToken rotate(String token) {
        return rotate(open(token));
    }

    /**
     * Re-encrypts a token like {@link #rotate}, unless the first key opens it. Such a token is returned unchanged, so
     * that all tokens of a store can be passed, and those that stayed the same need not be written.
     *
     * <p>A {@linkplain #lenient() lenient} Fernet ignores foreign characters and all text after the padding, which the
     * new token does not contain: of two tokens in one text, only the first remains. Before replacing a text by its
     * result, check that it is one token.
     *
     * @param token the token, of any age and of any of the keys
     * @return the token under the first key, and which key opened the given one. If this is key 0, the text is exactly
     *     the given text, which may be malformed base64 if this is {@linkplain #lenient() lenient}
     * @throws FernetException as for {@link #decrypt(String)}
     */
    public RotatedToken rotateIfNeeded(String token) {
        FernetMessage old = open(token);
        return old.keyIndex() == 0 ? new RotatedToken(token, 0, false) : rotate(old);
    }

    private RotatedToken rotate(FernetMessage old) {
        byte[] rotated = cipher.seal(old.plaintext(), old.timestamp());
        return new RotatedToken(StrictBase64.encode(rotated), old.keyIndex(), true);
    }

    private FernetMessage opened(String token, @Nullable Duration timeToLive) {
        Objects.requireNonNull(token, "token");
        return cipher.open(read(() -> reader.decode(token, cipher.maxPlaintextBytes())), timeToLive);
    }

    FernetMessage opened(ByteBuffer token, @Nullable Duration timeToLive) {
        return cipher.open(read(() -> reader.decode(token, cipher.maxPlaintextBytes())), timeToLive);
    }

    /** Refuses malformed base64 in the same way as any other invalid token. */
    private byte[] read(Supplier<byte[]> text) {
        cipher.keys().requireIntact();
        try {
            return text.get();
        } catch (IllegalArgumentException malformed) {
            throw FernetException.invalid();
        }
    }

    TokenCipher cipher() {
        return cipher;
    }

    TokenText reader() {
        return reader;
    }
}
