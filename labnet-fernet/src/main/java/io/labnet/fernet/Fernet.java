// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Encrypts messages as Fernet tokens, and decrypts tokens, with one key.
 *
 * <pre>{@code
 * Fernet fernet = Fernet.of(FernetKey.parse(keyText));
 * String token = fernet.encryptText("Midterm Average: 10.45");
 * String message = fernet.decryptText(token, Duration.ofMinutes(1));
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads at once; one that is kept works faster than one made for each message.
 * Making one, and its first use, may take milliseconds.
 *
 * <p>Nothing but a {@link FernetException} is thrown for a token that is refused, whatever it is. It is checked in this
 * order (Fernet specification, "Verifying"): its text must be the one strict form that {@link
 * FernetToken#parse(String)} describes, then version and length must fit, then the MAC, then the time if it matters,
 * and only then is anything decrypted.
 */
public final class Fernet {
    /**
     * How many bytes a message may have at most: {@value}, which is 64 MiB. What is larger is refused before any work.
     */
    public static final int MAX_PLAINTEXT_BYTES = 64 << 20;

    /** How far the clock of a token's maker may be ahead where nothing else is said: 60 seconds, as in other Fernets. */
    public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(60);

    private final CryptoEngine engine;
    private final Lifetime lifetime;
    private final IvSource ivs;

    private Fernet(CryptoEngine engine, Lifetime lifetime, IvSource ivs) {
        this.engine = engine;
        this.lifetime = lifetime;
        this.ivs = ivs;
    }

    /**
     * Makes one for a key, with the clock of the system and a clock skew of {@link #DEFAULT_CLOCK_SKEW}.
     *
     * @param key the key that encrypts and decrypts
     * @return the Fernet of that key
     */
    public static Fernet of(FernetKey key) {
        return new Fernet(
                new JdkCryptoEngine(key), new Lifetime(Clock.systemUTC(), DEFAULT_CLOCK_SKEW), SharedIvs.POOL);
    }

    /**
     * Changes the clock that tells when a token is made and whether it has expired.
     *
     * @param clock the clock, read in whole seconds; a time before 1970, which no token can hold, is taken for 1970
     * @return one that differs from this in its clock only
     */
    public Fernet withClock(Clock clock) {
        return new Fernet(engine, new Lifetime(clock, lifetime.clockSkew()), ivs);
    }

    /**
     * Changes how far the clock of a token's maker may be ahead of this one.
     *
     * @param clockSkew the time; not negative, and a fraction of a second counts for nothing
     * @return one that differs from this in its clock skew only
     * @throws IllegalArgumentException if the time is negative
     */
    public Fernet withClockSkew(Duration clockSkew) {
        return new Fernet(engine, new Lifetime(lifetime.clock(), clockSkew), ivs);
    }

    /**
     * Changes where initialization vectors come from: for tests, which want the same token each time. Where vectors
     * repeat or can be foretold, tokens tell which messages begin alike.
     *
     * @param ivs gives 16 bytes for each token, and may be asked by several threads at once; if it gives another number
     *     of bytes, encrypting throws {@link IllegalStateException}
     * @return one that differs from this in its source of initialization vectors only
     */
    public Fernet withIvSource(Supplier<byte[]> ivs) {
        return new Fernet(engine, lifetime, IvSource.of(Objects.requireNonNull(ivs, "ivs")));
    }

    /**
     * Encrypts a message.
     *
     * @param plaintext the message, possibly empty; not changed
     * @return the token: URL-safe base64 with padding, at least 100 characters
     * @throws IllegalArgumentException if the message has more than {@link #MAX_PLAINTEXT_BYTES} bytes
     */
    public String encrypt(byte[] plaintext) {
        requireAtMost(MAX_PLAINTEXT_BYTES, plaintext.length);
        int ciphertextBytes = Pkcs7.paddedLength(plaintext.length);
        byte[] token = TokenFormat.begin(lifetime.now(), ciphertextBytes);
        int macAt = TokenFormat.macAt(token);
        ivs.next(token, TokenFormat.IV_AT);
        System.arraycopy(plaintext, 0, token, TokenFormat.CIPHERTEXT_AT, plaintext.length);
        Pkcs7.pad(token, TokenFormat.CIPHERTEXT_AT + plaintext.length, macAt);
        engine.encrypt(token, TokenFormat.CIPHERTEXT_AT, macAt);
        System.arraycopy(engine.mac(token, macAt), 0, token, macAt, CryptoEngine.MAC_BYTES);
        return StrictBase64.encode(token);
    }

    /**
     * Encrypts the UTF-8 form of a text.
     *
     * @param text the text, possibly empty
     * @return the token, as of {@link #encrypt(byte[])}
     * @throws IllegalArgumentException if the text has more than {@link #MAX_PLAINTEXT_BYTES} bytes in UTF-8, or holds
     *     half a surrogate pair, which UTF-8 cannot express
     */
    public String encryptText(String text) {
        requireAtMost(MAX_PLAINTEXT_BYTES, text.length());
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return encrypt(Arrays.copyOfRange(utf8.array(), utf8.arrayOffset(), utf8.arrayOffset() + utf8.limit()));
        } catch (CharacterCodingException halfAPair) {
            throw new IllegalArgumentException("the text holds half a surrogate pair, which UTF-8 cannot express");
        }
    }

    /**
     * Decrypts a token of any age. Its timestamp is not looked at.
     *
     * @param token the token
     * @return the message, possibly empty, in a new array
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the text is no token of this key
     */
    public byte[] decrypt(String token) {
        return opened(authenticated(token));
    }

    /**
     * Decrypts a token that was made not long ago. It has expired when its timestamp and the time to live lie before
     * now, and is from the future when now and the clock skew lie before its timestamp; at the very second it is
     * neither.
     *
     * @param token the token
     * @param timeToLive how old it may be; not negative, and a fraction of a second counts for nothing, since tokens
     *     tell their time in seconds
     * @return the message, possibly empty, in a new array
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the text is no token of this key; with
     *     {@link FernetException.Reason#EXPIRED} or {@link FernetException.Reason#FROM_THE_FUTURE} if it is one, but
     *     was made too early or too late
     * @throws IllegalArgumentException if the time to live is negative
     */
    public byte[] decrypt(String token, Duration timeToLive) {
        Lifetime.requireNotNegative("timeToLive", timeToLive);
        byte[] bytes = authenticated(token);
        lifetime.check(TokenFormat.timestamp(bytes), timeToLive);
        return opened(bytes);
    }

    /**
     * Decrypts a token of any age that holds a text.
     *
     * @param token the token
     * @return the text, possibly empty
     * @throws FernetException as of {@link #decrypt(String)}, and with {@link FernetException.Reason#NOT_TEXT} if the
     *     message is not UTF-8
     */
    public String decryptText(String token) {
        return text(decrypt(token));
    }

    /**
     * Decrypts a token that was made not long ago and holds a text.
     *
     * @param token the token
     * @param timeToLive how old it may be, as of {@link #decrypt(String, Duration)}
     * @return the text, possibly empty
     * @throws FernetException as of {@link #decrypt(String, Duration)}, and with {@link
     *     FernetException.Reason#NOT_TEXT} if the message is not UTF-8
     * @throws IllegalArgumentException if the time to live is negative
     */
    public String decryptText(String token, Duration timeToLive) {
        return text(decrypt(token, timeToLive));
    }

    /** Returns the bytes of a token whose MAC fits. All that can be wrong until then is one and the same refusal. */
    private byte[] authenticated(String token) {
        byte[] bytes = TokenFormat.decode(token);
        if (bytes == null || TokenFormat.fault(bytes) != null || !macFits(bytes)) {
            throw FernetException.invalid();
        }
        return bytes;
    }

    private boolean macFits(byte[] token) {
        int macAt = TokenFormat.macAt(token);
        return MessageDigest.isEqual(engine.mac(token, macAt), Arrays.copyOfRange(token, macAt, token.length));
    }

    private byte[] opened(byte[] token) {
        byte[] padded = engine.decrypt(token, TokenFormat.CIPHERTEXT_AT, TokenFormat.macAt(token));
        int length = Pkcs7.unpaddedLength(padded);
        if (length < 0) {
            throw FernetException.invalid();
        }
        return Arrays.copyOf(padded, length);
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new FernetException(FernetException.Reason.NOT_TEXT, "the message is not UTF-8");
        }
    }

    private static void requireAtMost(int limit, int size) {
        if (size > limit) {
            throw new IllegalArgumentException("a message has at most " + limit + " bytes, this has at least " + size);
        }
    }

    /** One pool for all keys: a server may hold thousands. Made when the first Fernet is. */
    private static final class SharedIvs {
        static final IvSource POOL = new IvPool(new SecureRandom());
    }
}
