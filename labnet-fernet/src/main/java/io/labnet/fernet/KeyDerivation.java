// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.KdfCost;
import io.labnet.fernet.internal.KdfCost.Function;
import io.labnet.fernet.internal.StrictBase64;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Derives a {@link FernetKey} from a password. A derivation consists of a function that makes guessing expensive, its
 * cost, and a salt. The {@link #text()} of a derivation is not secret: store this text with the tokens, to derive the
 * same key from the same password again.
 *
 * <pre>{@code
 * KeyDerivation derivation = KeyDerivation.argon2id();
 * Files.writeString(file, derivation.text());
 * FernetKey key = derivation.key(password);
 * FernetKey again = KeyDerivation.parse(Files.readString(file)).key(password);
 * }</pre>
 *
 * <p>The text form is a PHC string without a hash: {@code $argon2id$v=19$m=65536,t=3,p=4$},
 * {@code $scrypt$ln=17,r=8,p=1$} or {@code $pbkdf2-sha256$i=600000$}, followed by the salt, 8 to 64 bytes in base64
 * (RFC 4648, section 4) without padding.
 *
 * <p>The cost is bounded, so that a manipulated text can't make guessing cheap, and can't make a derivation take more
 * than about 300 MiB of memory or ten seconds. Except for PBKDF2, the lower bounds are the minimum that the OWASP
 * Password Storage Cheat Sheet recommends:
 *
 * <ul>
 *   <li>Argon2id (RFC 9106): 7 MiB to 256 MiB of memory; the memory multiplied by the number of passes is 35 MiB to 1
 *   GiB; 1 to 16 lanes.
 *   <li>scrypt (RFC 7914): N from 2^13 to 2^21 and below 2^(16·r); r and p from 1 to 32; at most 256 MiB of memory
 *   (128·N·r bytes); the memory multiplied by p is 80 MiB to 1 GiB.
 *   <li>PBKDF2 with HMAC-SHA256 (RFC 8018): 100,000 to 10,000,000 iterations.
 * </ul>
 *
 * <p>Immutable and safe for use by multiple threads. Only {@link #key(char[])} requires Bouncy Castle, as
 * {@link FernetEngine#BOUNCY_CASTLE} does.
 */
public final class KeyDerivation {
    private static final int NEW_SALT_BYTES = 16;
    private static final int MIN_SALT_BYTES = 8;
    private static final int MAX_SALT_BYTES = 64;

    /** Longer than any valid text. The length is checked first, so that patterns never run on long texts. */
    private static final int MAX_LENGTH = 160;

    private final KdfCost cost;
    private final byte[] salt;

    /** Keeps the array itself, not a copy. */
    private KeyDerivation(KdfCost cost, byte[] salt) {
        this.cost = cost;
        this.salt = salt;
    }

    /** Returns a derivation with a new salt of 128 bits (RFC 9106, section 3.1). */
    private static KeyDerivation salted(KdfCost cost) {
        byte[] salt = new byte[NEW_SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new KeyDerivation(cost, salt);
    }

    /**
     * {@return a derivation for Argon2id, the recommended function, with a new salt and the second recommended option
     * of RFC 9106, section 4: 64 MiB, 3 passes, 4 lanes}
     */
    public static KeyDerivation argon2id() {
        return salted(KdfCost.ARGON2ID);
    }

    /**
     * {@return a derivation for Argon2id with a new salt}
     *
     * @param memoryKib the memory, in KiB
     * @param passes the number of times that the memory is filled
     * @param lanes the number of parts of the memory that can be filled in parallel; this implementation fills them one
     *     after another
     * @throws IllegalArgumentException if the cost is out of range
     */
    public static KeyDerivation argon2id(int memoryKib, int passes, int lanes) {
        return salted(new KdfCost(Function.ARGON2ID, List.of(memoryKib, passes, lanes)));
    }

    /**
     * {@return a derivation for scrypt with a new salt and the first choice of the OWASP Password Storage Cheat Sheet:
     * N = 2^17, r = 8, p = 1, which is 128 MiB}
     */
    public static KeyDerivation scrypt() {
        return salted(KdfCost.SCRYPT);
    }

    /**
     * {@return a derivation for scrypt with a new salt}
     *
     * @param logN the exponent of the cost parameter N, a power of two
     * @param r the block size, in units of 128 bytes
     * @param p the parallelization; this implementation uses one thread
     * @throws IllegalArgumentException if the cost is out of range
     */
    public static KeyDerivation scrypt(int logN, int r, int p) {
        return salted(new KdfCost(Function.SCRYPT, List.of(logN, r, p)));
    }

    /**
     * {@return a derivation for PBKDF2 with HMAC-SHA256, a new salt and the 600,000 iterations that the OWASP Password
     * Storage Cheat Sheet recommends} Guessing is cheaper than with the other functions, because this function needs
     * almost no memory. Use it only where it is required.
     */
    public static KeyDerivation pbkdf2() {
        return salted(KdfCost.PBKDF2);
    }

    /**
     * {@return a derivation for PBKDF2 with HMAC-SHA256 and a new salt}
     *
     * @param iterations the number of iterations
     * @throws IllegalArgumentException if the cost is out of range
     */
    public static KeyDerivation pbkdf2(int iterations) {
        return salted(new KdfCost(Function.PBKDF2, List.of(iterations)));
    }

    /**
     * Parses a text form. Each derivation has exactly one accepted text, the one that {@link #text()} returns. White
     * space around the text is refused; remove the line feed of a file with {@link String#strip()}.
     *
     * @param text the text form
     * @return the derivation
     * @throws IllegalArgumentException if the text is malformed, or the cost is out of range; thrown before any
     *     expensive work
     */
    public static KeyDerivation parse(String text) {
        KeyDerivation derivation = text.length() > MAX_LENGTH ? null : read(text);
        if (derivation == null) {
            throw new IllegalArgumentException("the text is not a key derivation such as "
                    + "$argon2id$v=19$m=65536,t=3,p=4$ and a salt of 8 to 64 bytes in base64 without padding"
                    + StrictBase64.spaceAround(text));
        }
        return derivation;
    }

    private static @Nullable KeyDerivation read(String text) {
        for (Function function : Function.values()) {
            Matcher matcher = function.matcher(text);
            if (matcher.matches()) {
                int saltGroup = matcher.groupCount();
                List<Integer> numbers = IntStream.range(1, saltGroup)
                        .mapToObj(group -> Integer.valueOf(matcher.group(group)))
                        .toList();
                KeyDerivation derivation = read(new KdfCost(function, numbers), matcher.group(saltGroup));
                return derivation != null && derivation.text().equals(text) ? derivation : null;
            }
        }
        return null;
    }

    private static @Nullable KeyDerivation read(KdfCost cost, String saltText) {
        try {
            byte[] salt = Base64.getDecoder().decode(saltText);
            return salt.length >= MIN_SALT_BYTES && salt.length <= MAX_SALT_BYTES
                    ? new KeyDerivation(cost, salt)
                    : null;
        } catch (IllegalArgumentException oneDigitTooMany) {
            return null;
        }
    }

    /** {@return function, cost and salt in ASCII, which {@link #parse(String)} accepts; not secret} */
    public String text() {
        return "$" + cost.text() + "$" + Base64.getEncoder().withoutPadding().encodeToString(salt);
    }

    /**
     * Derives the key of a password. This deliberately takes much time and memory: with the defaults, up to about a
     * second, and 64 MiB (Argon2id), 128 MiB (scrypt) or almost no memory (PBKDF2).
     *
     * <p>The password is converted to Unicode normalization form C and encoded in UTF-8 (RFC 8265, section 4.2), so
     * that it has the same bytes on every keyboard. Upper and lower case, white space and the width of characters are
     * significant. A program that does not normalize, like most Python recipes, derives another key if the password is
     * typed in another form.
     *
     * @param password the password; not modified, so that the caller can wipe it. This method wipes all its copies
     *     except two. These can't be wiped: the internal state of Bouncy Castle, and the string that the JDK makes for
     *     normalization. The JDK makes this string only for a password with a character from U+0300 on
     * @return the key, the same for the same password
     * @throws IllegalArgumentException if the password is empty, or contains an unpaired surrogate
     * @throws IllegalStateException if Bouncy Castle is missing or older than 1.74
     */
    public FernetKey key(char[] password) {
        byte[] bytes = PasswordBytes.of(password);
        try {
            return FernetKey.owning(cost.derive(bytes, salt));
        } catch (LinkageError missing) {
            throw FernetEngine.missing(missing);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyDerivation derivation
                && cost.equals(derivation.cost)
                && Arrays.equals(salt, derivation.salt);
    }

    @Override
    public int hashCode() {
        return 31 * cost.hashCode() + Arrays.hashCode(salt);
    }

    /** {@return the {@link #text()}, which is not secret} */
    @Override
    public String toString() {
        return text();
    }
}
