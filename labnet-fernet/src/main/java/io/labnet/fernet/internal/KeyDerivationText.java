// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.util.Base64;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text form of function, cost and salt. It follows the PHC string format, without the hash that would let everyone
 * test guesses.
 */
public final class KeyDerivationText {
    /** Longer than any that is taken; so no pattern ever meets a long text. */
    private static final int MAX_LENGTH = 160;

    private static final int MIN_SALT_BYTES = 8;
    private static final int MAX_SALT_BYTES = 64;
    private static final String NUMBER = "([1-9][0-9]{0,8})";
    private static final String SALT = "\\$([A-Za-z0-9+/]+)";
    private static final Pattern ARGON2ID =
            Pattern.compile("\\$argon2id\\$v=19\\$m=" + NUMBER + ",t=" + NUMBER + ",p=" + NUMBER + SALT);
    private static final Pattern SCRYPT =
            Pattern.compile("\\$scrypt\\$ln=" + NUMBER + ",r=" + NUMBER + ",p=" + NUMBER + SALT);
    private static final Pattern PBKDF2 = Pattern.compile("\\$pbkdf2-sha256\\$i=" + NUMBER + SALT);

    private KeyDerivationText() {}

    public static String write(KdfCost cost, byte[] salt) {
        return "$" + cost.text() + "$" + Base64.getEncoder().withoutPadding().encodeToString(salt);
    }

    /** Reads what {@link #write} gives, and nothing else; {@code made} makes the result of cost and salt. */
    public static <T> T read(String text, BiFunction<KdfCost, byte[], T> made) {
        T derivation = text.length() > MAX_LENGTH ? null : matched(text, made);
        if (derivation == null) {
            throw new IllegalArgumentException("the text tells no way from a password to a key, such as "
                    + "$argon2id$v=19$m=65536,t=3,p=4$ and a salt of 8 to 64 bytes in base64 without padding"
                    + StrictBase64.spaceAround(text));
        }
        return derivation;
    }

    private static <T> @Nullable T matched(String text, BiFunction<KdfCost, byte[], T> made) {
        Matcher argon2id = ARGON2ID.matcher(text);
        if (argon2id.matches()) {
            KdfCost cost = new Argon2idCost(number(argon2id, 1), number(argon2id, 2), number(argon2id, 3));
            return made(text, cost, argon2id.group(4), made);
        }
        Matcher scrypt = SCRYPT.matcher(text);
        if (scrypt.matches()) {
            KdfCost cost = new ScryptCost(number(scrypt, 1), number(scrypt, 2), number(scrypt, 3));
            return made(text, cost, scrypt.group(4), made);
        }
        Matcher pbkdf2 = PBKDF2.matcher(text);
        return pbkdf2.matches() ? made(text, new Pbkdf2Cost(number(pbkdf2, 1)), pbkdf2.group(2), made) : null;
    }

    private static int number(Matcher matched, int group) {
        return Integer.parseInt(matched.group(group));
    }

    private static <T> @Nullable T made(
            String text, KdfCost cost, String saltText, BiFunction<KdfCost, byte[], T> made) {
        byte[] salt;
        try {
            salt = Base64.getDecoder().decode(saltText);
        } catch (IllegalArgumentException oneDigitTooMany) {
            return null;
        }
        boolean allowed = salt.length >= MIN_SALT_BYTES && salt.length <= MAX_SALT_BYTES;
        return allowed && write(cost, salt).equals(text) ? made.apply(cost, salt) : null;
    }
}
