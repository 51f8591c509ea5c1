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
 * The way from a password to a {@link FernetKey}: a function that makes guessing expensive, its cost, and a salt. Its
 * {@link #text()} is no secret and is kept beside the tokens; with it, the same password gives the same key again.
 *
 * <pre>{@code
 * KeyDerivation derivation = KeyDerivation.argon2id();
 * Files.writeString(file, derivation.text());
 * FernetKey key = derivation.key(password);
 * FernetKey again = KeyDerivation.parse(Files.readString(file)).key(password);
 * }</pre>
 *
 * <p>The text form is that of PHC strings without a hash: {@code $argon2id$v=19$m=65536,t=3,p=4$}, {@code
 * $scrypt$ln=17,r=8,p=1$} or {@code $pbkdf2-sha256$i=600000$}, and after it the salt, 8 to 64 bytes in base64 (RFC 4648,
 * section 4) without padding.
 *
 * <p>Whoever can change the text must not make guessing cheap with it, and a key must take no more than some 300 MiB of
 * memory and some ten seconds, whatever the text says. So these bounds hold,
 * the lower of which are the least that the OWASP Password Storage Cheat Sheet advises, PBKDF2 apart:
 *
 * <ul>
 *   <li>Argon2id (RFC 9106): 7 MiB to 256 MiB of memory; memory times passes 35 MiB to 1 GiB; 1 to 16 lanes.
 *   <li>scrypt (RFC 7914): N from 2^13 to 2^21 and below 2^(16·r), r and p from 1 to 32, at most 256 MiB of memory (128·N·r bytes); memory
 *       times p 80 MiB to 1 GiB.
 *   <li>PBKDF2 with HMAC-SHA256 (RFC 8018): 100,000 to 10,000,000 iterations.
 * </ul>
 *
 * <p>Immutable and safe for use by many threads at once. Only {@link #key(char[])} needs Bouncy Castle,
 * as {@link FernetEngine#BOUNCY_CASTLE} does.
 */
public final class KeyDerivation {
    private static final int NEW_SALT_BYTES = 16;
    private static final int MIN_SALT_BYTES = 8;
    private static final int MAX_SALT_BYTES = 64;

    /** Longer than any text that is taken; so no pattern ever meets a long one. */
    private static final int MAX_LENGTH = 160;

    private final KdfCost cost;
    private final byte[] salt;

    /** Takes the array for its own. */
    private KeyDerivation(KdfCost cost, byte[] salt) {
        this.cost = cost;
        this.salt = salt;
    }

    /** Makes one with a salt of 128 bits (RFC 9106, section 3.1). */
    private static KeyDerivation salted(KdfCost cost) {
        byte[] salt = new byte[NEW_SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new KeyDerivation(cost, salt);
    }

    /**
     * {@return a derivation for Argon2id, the function to choose, with a new salt and the second recommended option of
     * RFC 9106, section 4: 64 MiB, 3 passes, 4 lanes}
     */
    public static KeyDerivation argon2id() {
        return salted(KdfCost.ARGON2ID);
    }

    /**
     * {@return a derivation for Argon2id with a new salt}
     *
     * @param memoryKib the memory, in KiB
     * @param passes how often it is filled
     * @param lanes how many parts of it could be filled at once; here one thread fills them one by one
     * @throws IllegalArgumentException if the cost is out of bounds
     */
    public static KeyDerivation argon2id(int memoryKib, int passes, int lanes) {
        return salted(new KdfCost(Function.ARGON2ID, List.of(memoryKib, passes, lanes)));
    }

    /**
     * {@return a derivation for scrypt with a new salt and the parameters that the OWASP Password Storage Cheat Sheet
     * puts first: N = 2^17, r = 8, p = 1, which is 128 MiB}
     */
    public static KeyDerivation scrypt() {
        return salted(KdfCost.SCRYPT);
    }

    /**
     * {@return a derivation for scrypt with a new salt}
     *
     * @param logN the exponent of the cost parameter N, a power of two
     * @param r the block size, in units of 128 bytes
     * @param p the parallelization; here one thread does all the work
     * @throws IllegalArgumentException if the cost is out of bounds
     */
    public static KeyDerivation scrypt(int logN, int r, int p) {
        return salted(new KdfCost(Function.SCRYPT, List.of(logN, r, p)));
    }

    /**
     * {@return a derivation for PBKDF2 with HMAC-SHA256, a new salt and the 600,000 iterations that the OWASP Password
     * Storage Cheat Sheet advises} It takes no memory, so guessing is cheaper than with the others: for those who must
     * have it.
     */
    public static KeyDerivation pbkdf2() {
        return salted(KdfCost.PBKDF2);
    }

    /**
     * {@return a derivation for PBKDF2 with HMAC-SHA256 and a new salt}
     *
     * @param iterations how often the function is iterated
     * @throws IllegalArgumentException if the cost is out of bounds
     */
    public static KeyDerivation pbkdf2(int iterations) {
        return salted(new KdfCost(Function.PBKDF2, List.of(iterations)));
    }

    /**
     * Reads a text form. Exactly one text is taken for each derivation, the one that {@link #text()} gives; white space
     * around it is refused as well: {@link String#strip()} takes off the line feed of a file.
     *
     * @param text the text form; an empty text is refused like any other that is none
     * @return the derivation
     * @throws IllegalArgumentException if the text is no such form, or the cost is out of bounds. It is thrown before
     *     any work, and costs no more than the text is long
     */
    public static KeyDerivation parse(String text) {
        KeyDerivation derivation = text.length() > MAX_LENGTH ? null : read(text);
        if (derivation == null) {
            throw new IllegalArgumentException("the text tells no way from a password to a key, such as "
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

    /** {@return function, cost and salt, none of which is a secret: what {@link #parse(String)} takes, in ASCII} */
    public String text() {
        return "$" + cost.text() + "$" + Base64.getEncoder().withoutPadding().encodeToString(salt);
    }

    /**
     * Makes the key of a password. Takes as long and as much memory as the cost says, on purpose: with the defaults,
     * about a second at most, and 64 MiB (Argon2id), 128 MiB (scrypt) or next to none (PBKDF2).
     *
     * <p>A password is taken in the Unicode normalization form C and in UTF-8 (as RFC 8265, section 4.2, does), so
     * that it is the same on every keyboard. Nothing else is changed: case, white space and width count. A program that
     * does not normalize, as most recipes for Python don't, has another key for a password typed in another form.
     *
     * @param password the password; left as it is, for the caller to wipe. All copies that are made here are wiped, but
     *     for those that are out of reach: the string that the JDK makes to normalize a password with a character of
     *     U+0300 or more, and the inner state of Bouncy Castle
     * @return the key, always the same for the same password
     * @throws IllegalArgumentException if the password is empty, or holds half a surrogate pair
     * @throws IllegalStateException if Bouncy Castle is missing, or too old: it has to be 1.74 or newer
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

    /** {@return the {@link #text()}, which is no secret} */
    @Override
    public String toString() {
        return text();
    }
}
