// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text form of function, cost and salt. It follows the PHC string format, without the hash that would let everyone
 * test guesses.
 */
final class KeyDerivationText {
    /** Longer than any that is taken; so no pattern ever meets a long text. */
    private static final int MAX_LENGTH = 160;

    private static final String NUMBER = "([1-9][0-9]{0,8})";
    private static final String SALT = "\\$([A-Za-z0-9+/]+)";
    private static final Pattern ARGON2ID =
            Pattern.compile("\\$argon2id\\$v=19\\$m=" + NUMBER + ",t=" + NUMBER + ",p=" + NUMBER + SALT);
    private static final Pattern SCRYPT =
            Pattern.compile("\\$scrypt\\$ln=" + NUMBER + ",r=" + NUMBER + ",p=" + NUMBER + SALT);
    private static final Pattern PBKDF2 = Pattern.compile("\\$pbkdf2-sha256\\$i=" + NUMBER + SALT);

    private KeyDerivationText() {}

    static String write(KdfCost cost, byte[] salt) {
        return "$" + cost.text() + "$" + Base64.getEncoder().withoutPadding().encodeToString(salt);
    }

    /** Reads what {@link #write} gives, and nothing else. */
    static KeyDerivation read(String text) {
        KeyDerivation derivation = text.length() > MAX_LENGTH ? null : matched(text);
        if (derivation == null || !derivation.text().equals(text)) {
            throw new IllegalArgumentException("the text tells no way from a password to a key, such as "
                    + "$argon2id$v=19$m=65536,t=3,p=4$ and a salt of 8 to 64 bytes in base64 without padding"
                    + FernetKey.spaceAround(text));
        }
        return derivation;
    }

    private static @Nullable KeyDerivation matched(String text) {
        Matcher argon2id = ARGON2ID.matcher(text);
        if (argon2id.matches()) {
            KdfCost cost = new Argon2idCost(number(argon2id, 1), number(argon2id, 2), number(argon2id, 3));
            return derivation(cost, argon2id.group(4));
        }
        Matcher scrypt = SCRYPT.matcher(text);
        if (scrypt.matches()) {
            KdfCost cost = new ScryptCost(number(scrypt, 1), number(scrypt, 2), number(scrypt, 3));
            return derivation(cost, scrypt.group(4));
        }
        Matcher pbkdf2 = PBKDF2.matcher(text);
        return pbkdf2.matches() ? derivation(new Pbkdf2Cost(number(pbkdf2, 1)), pbkdf2.group(2)) : null;
    }

    private static int number(Matcher matched, int group) {
        return Integer.parseInt(matched.group(group));
    }

    private static @Nullable KeyDerivation derivation(KdfCost cost, String saltText) {
        try {
            byte[] salt = Base64.getDecoder().decode(saltText);
            return KeyDerivation.allowsSaltOf(salt.length) ? new KeyDerivation(cost, salt) : null;
        } catch (IllegalArgumentException oneDigitTooMany) {
            return null;
        }
    }
}
