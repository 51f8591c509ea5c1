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
 * Encrypts messages as Fernet tokens, and decrypts tokens.
 *
 * <pre>{@code
 * Fernet fernet = Fernet.of(FernetKey.parse(keyText));
 * String token = fernet.encryptText("Midterm Average: 10.45");
 * String message = fernet.decryptText(token, Duration.ofMinutes(1));
 * }</pre>
 *
 * <p>{@code encrypt} and {@code decrypt} are what one needs every day. {@link #open(String) open} tells more of a token,
 * {@link #at} says what time it is, {@link #rotate} is for a change of keys, {@link FernetBuffers} does without strings,
 * and {@link FernetFiles} is for what is large.
 *
 * <p>Immutable and safe for use by many threads at once. Making one may take milliseconds, so keep it.
 *
 * <p>Nothing but a {@link FernetException} is thrown for a token that is refused, whatever it is. It is checked in this
 * order (Fernet specification, "Verifying"): its text must be the one strict form that {@link
 * FernetToken#parse(String)} describes (see {@link #lenient()} for others), then version and length must fit, then the
 * MAC, then the time if it matters, and only then is anything decrypted. With several keys, each is tried in the order
 * in which they were given; which one fits may show in the time taken.
 *
 * <p>Every method that encrypts or decrypts throws {@link IllegalStateException} once one of the keys has been
 * {@linkplain FernetKey#destroy() destroyed}.
 */
public final class Fernet {
    /**
     * How many bytes a message may have at most: {@value}, which is 64 MiB. What is larger is refused before any work.
     * A token of it has a text of 85 MiB, which is copied and decoded before its MAC can be judged: where strangers send
     * tokens and memory is scarce, {@link #withMaxPlaintextBytes} sets less.
     */
    public static final int MAX_PLAINTEXT_BYTES = 64 << 20;

    /** How far the clock of a token's maker may be ahead where nothing else is said: 60 seconds, as in other Fernets. */
    public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(60);

    private final TokenCipher cipher;
    private final TokenText reader;

    private Fernet(TokenCipher cipher, TokenText reader) {
        this.cipher = cipher;
        this.reader = reader;
    }

    /**
     * Makes one for one or more keys, with the clock of the system and a clock skew of {@link #DEFAULT_CLOCK_SKEW}.
     * Keys must not share one of their halves: of two with the same signing half, one in 256 tokens of the other opens
     * with the first, as a message that nobody wrote.
     *
     * @param first the key that encrypts, and the first that is tried to decrypt
     * @param others the keys that only decrypt, in the order in which they are tried; possibly none
     * @return the Fernet of these keys
     * @throws IllegalStateException if a key has been destroyed
     */
    public static Fernet of(FernetKey first, FernetKey... others) {
        List<FernetKey> keys = new ArrayList<>(List.of(others));
        keys.add(0, first);
        return of(keys);
    }

    /**
     * {@return the Fernet of keys in a list, as {@link #of(FernetKey, FernetKey...)} makes it}
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
     * Changes the clock that tells when a token is made and whether it has expired.
     *
     * @param clock the clock, read in whole seconds; a time before 1970, which no token can hold, is taken for 1970
     * @return one that differs from this in its clock only
     */
    public Fernet withClock(Clock clock) {
        return with(new Lifetime(clock, cipher.lifetime().clockSkew()));
    }

    /**
     * Stops the clock: {@code fernet.at(then).encrypt(message)} makes a token of that time, and {@code
     * fernet.at(then).decrypt(token, timeToLive)} tells what was or will be valid then.
     *
     * @param now the time, as of {@link #withClock(Clock)}
     * @return one that differs from this in its clock only; costs next to nothing
     */
    public Fernet at(Instant now) {
        return withClock(Clock.fixed(now, ZoneOffset.UTC));
    }

    /**
     * {@return a Fernet that differs from this only in how far the clock of a token's maker may be ahead}
     *
     * @param clockSkew the time; not negative, and a fraction of a second counts for nothing
     * @throws IllegalArgumentException if the time is negative
     */
    public Fernet withClockSkew(Duration clockSkew) {
        return with(new Lifetime(cipher.lifetime().clock(), clockSkew));
    }

    private Fernet with(Lifetime lifetime) {
        return new Fernet(new TokenCipher(cipher.keys(), lifetime, cipher.ivs(), cipher.maxPlaintextBytes()), reader);
    }

    /**
     * Changes where initialization vectors come from: for tests, which want the same token each time. Where vectors
     * repeat or can be foretold, tokens tell which messages begin alike.
     *
     * <p>Where nothing else is said, vectors are drawn some hundred at a time for all keys of the process, from a secure
     * generator that the system has seeded. A process that is started several times from one checkpoint or snapshot of
     * its memory would draw the same ones each time; it needs a source of its own, seeded after it has started.
     *
     * @param ivs gives 16 bytes for each token, and may be asked by several threads at once; if it gives another number
     *     of bytes, or {@code null}, encrypting throws {@link IllegalStateException}
     * @return one that differs from this in its source of initialization vectors only
     */
    public Fernet withIvSource(Supplier<byte[]> ivs) {
        Objects.requireNonNull(ivs, "ivs");
        return new Fernet(new TokenCipher(cipher.keys(), cipher.lifetime(), ivs, cipher.maxPlaintextBytes()), reader);
    }

    /**
     * {@return a Fernet that differs from this only in who computes AES and SHA-256}
     *
     * @param engine the engine; {@link FernetEngine#JDK} where nothing else is said
     * @throws IllegalStateException if the classes that the engine needs are missing or too old, or a key has been destroyed
     */
    public Fernet withEngine(FernetEngine engine) {
        return new Fernet(
                new TokenCipher(
                        cipher.keys().with(engine), cipher.lifetime(), cipher.ivs(), cipher.maxPlaintextBytes()),
                reader);
    }

    /**
     * Lowers how large messages may be. A longer text than the token of such a message has is refused unread, and a
     * token of a larger message as one that is {@link FernetException.Reason#INVALID}.
     *
     * @param maxPlaintextBytes the most bytes that a message may have, 0 to {@link #MAX_PLAINTEXT_BYTES}, which it is
     *     where nothing else is said
     * @return one that differs from this in its limit only; {@link FernetFiles} have a limit of their own
     * @throws IllegalArgumentException if the number is out of its bounds
     */
    public Fernet withMaxPlaintextBytes(int maxPlaintextBytes) {
        if (maxPlaintextBytes < 0 || maxPlaintextBytes > MAX_PLAINTEXT_BYTES) {
            throw new IllegalArgumentException(
                    "maxPlaintextBytes " + maxPlaintextBytes + " is not within 0 to " + MAX_PLAINTEXT_BYTES);
        }
        return new Fernet(new TokenCipher(cipher.keys(), cipher.lifetime(), cipher.ivs(), maxPlaintextBytes), reader);
    }

    /**
     * Makes one that takes every text that the {@code Fernet} of Python's {@code cryptography} 48.0.0 takes on Python
     * 3.11, and no other: digits of both base64 alphabets count, every other ASCII character is passed over, padding
     * ends the text whatever follows it, and unused bits may be anything. A string with a character that is not ASCII is
     * refused, as Python refuses it; in {@link FernetBuffers} such bytes are passed over, as they are in Python.
     *
     * <p>It is about tokens only: keys are read strictly by either. In a {@linkplain FernetFiles file}, a byte that is
     * not ASCII is passed over as in a buffer.
     *
     * <p>Lenience costs nothing of a token's secrecy, but one token has many texts then: a list of texts that have been
     * used or revoked is easily got round. No text may be longer than the largest strict one.
     *
     * @return one that differs from this in the texts it takes only; the tokens that it makes are strict
     */
    public Fernet lenient() {
        return new Fernet(cipher, TokenText.LENIENT);
    }

    /**
     * Encrypts a message with the first key.
     *
     * @param plaintext the message, possibly empty; not changed
     * @return the token: URL-safe base64 with padding, at least 100 characters
     * @throws IllegalArgumentException if the message has more bytes than {@link #withMaxPlaintextBytes} says
     */
    public String encrypt(byte[] plaintext) {
        return StrictBase64.encode(cipher.seal(plaintext, cipher.lifetime().now()));
    }

    /**
     * {@return a token of the UTF-8 form of a text, as of {@link #encrypt(byte[])}}
     *
     * @param text the text, possibly empty
     * @throws IllegalArgumentException if the text has more bytes in UTF-8 than {@link #withMaxPlaintextBytes} says,
     *     or holds half a surrogate pair, which UTF-8 cannot express
     */
    public String encryptText(String text) {
        cipher.requireRoomFor(Utf8.length(text));
        return StrictBase64.encode(cipher.seal(Utf8.encode(CharBuffer.wrap(text))));
    }

    /**
     * {@return the message of a token of any age, possibly empty, in a new array} The timestamp is not looked at.
     *
     * @param token the token
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the text is no token of the keys
     */
    public byte[] decrypt(String token) {
        return opened(token, TokenCipher.ANY_AGE).plaintext();
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
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the text is no token of the keys; with
     *     {@link FernetException.Reason#EXPIRED} or {@link FernetException.Reason#FROM_THE_FUTURE} if it is one, but
     *     was made too early or too late
     * @throws IllegalArgumentException if the time to live is negative
     */
    public byte[] decrypt(String token, Duration timeToLive) {
        return opened(token, Lifetime.timeToLive(timeToLive)).plaintext();
    }

    /**
     * {@return the text in a token of any age, possibly empty}
     *
     * @param token the token
     * @throws FernetException as of {@link #decrypt(String)}, and with {@link FernetException.Reason#NOT_TEXT} if the
     *     message is not UTF-8
     */
    public String decryptText(String token) {
        return opened(token, TokenCipher.ANY_AGE).text();
    }

    /**
     * {@return the text in a token that was made not long ago, possibly empty}
     *
     * @param token the token
     * @param timeToLive how old it may be, as of {@link #decrypt(String, Duration)}
     * @throws FernetException as of {@link #decrypt(String, Duration)}, and with {@link
     *     FernetException.Reason#NOT_TEXT} if the message is not UTF-8
     * @throws IllegalArgumentException if the time to live is negative
     */
    public String decryptText(String token, Duration timeToLive) {
        return opened(token, Lifetime.timeToLive(timeToLive)).text();
    }

    /**
     * {@return all that is known of a token of any age: its message and timestamp, and which key opened it}
     *
     * @param token the token
     * @throws FernetException as of {@link #decrypt(String)}
     */
    public FernetMessage open(String token) {
        return opened(token, TokenCipher.ANY_AGE);
    }

    /**
     * {@return all that is known of a token that was made not long ago, as of {@link #open(String)}}
     *
     * @param token the token
     * @param timeToLive how old it may be, as of {@link #decrypt(String, Duration)}
     * @throws FernetException as of {@link #decrypt(String, Duration)}
     * @throws IllegalArgumentException if the time to live is negative
     */
    public FernetMessage open(String token, Duration timeToLive) {
        return opened(token, Lifetime.timeToLive(timeToLive));
    }

    /**
     * Tells when a genuine token was made. It is not decrypted, only its MAC is checked.
     *
     * @param token the token
     * @return seconds since 1970-01-01T00:00:00Z, an <em>unsigned</em> number of 64 bits: what seems negative is 2^63
     *     or more. See {@link Long#toUnsignedString(long)} and {@link Long#compareUnsigned(long, long)}
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the text is no token of the keys, a wrong
     *     padding apart
     */
    public long timestamp(String token) {
        return cipher.timestamp(read(() -> reader.decode(token, cipher.maxPlaintextBytes())));
    }

    /**
     * Encrypts the message of a token anew: with the first key and a new initialization vector, but with the timestamp
     * that the token had. So a token lives no longer for a change of keys.
     *
     * @param token the token, of any age and any of the keys
     * @return the new token, and which key opened the old one
     * @throws FernetException as of {@link #decrypt(String)}
     */
    public RotatedToken rotate(String token) {
        FernetMessage old = open(token);
        byte[] rotated = cipher.seal(old.plaintext(), old.timestamp());
        return new RotatedToken(StrictBase64.encode(rotated), old.keyIndex());
    }

    private FernetMessage opened(String token, @Nullable Duration timeToLive) {
        return cipher.open(read(() -> reader.decode(token, cipher.maxPlaintextBytes())), timeToLive);
    }

    FernetMessage opened(ByteBuffer token, @Nullable Duration timeToLive) {
        return cipher.open(read(() -> reader.decode(token, cipher.maxPlaintextBytes())), timeToLive);
    }

    /** The one place where a text that is no base64 becomes a refusal like any other. */
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
