// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key derivation function and its cost. The constructor checks the limits, so that no text can exhaust a program's
 * memory and time or make guessing cheap.
 *
 * @param numbers the parameters of the function, in the order of its text form
 */
public record KdfCost(Function function, List<Integer> numbers) {
    /** The second recommended option of RFC 9106, section 4. The first option takes 2 GiB of memory. */
    public static final KdfCost ARGON2ID = new KdfCost(Function.ARGON2ID, List.of(1 << 16, 3, 4));

    /**
     * The first choice of the OWASP Password Storage Cheat Sheet: 128 MiB. RFC 7914, section 2, suggests the same r and
     * p.
     */
    public static final KdfCost SCRYPT = new KdfCost(Function.SCRYPT, List.of(17, 8, 1));

    /** The number of iterations that the OWASP Password Storage Cheat Sheet recommends. */
    public static final KdfCost PBKDF2 = new KdfCost(Function.PBKDF2, List.of(600_000));

    /** The size of a Fernet key. */
    static final int KEY_BYTES = 32;

    /** The maximum memory of a function: 256 MiB. */
    private static final long MAX_MEMORY_BYTES = 256L << 20;

    /** The largest number of bytes to fill in all passes together: 1 GiB, which takes seconds. */
    private static final long MAX_FILLED_BYTES = 1L << 30;

    private static final int KIB = 1024;

    public KdfCost {
        String fault =
                switch (function) {
                    case ARGON2ID -> argon2idFault(numbers.get(0), numbers.get(1), numbers.get(2));
                    case SCRYPT -> scryptFault(numbers.get(0), numbers.get(1), numbers.get(2));
                    // The minimum is below the one that OWASP recommends, because many existing keys were derived with
                    // fewer iterations. RFC 8018, section 4.2, recommends at least 1000.
                    case PBKDF2 ->
                        isWithin(100_000, numbers.get(0), 10_000_000)
                                ? null
                                : "PBKDF2 must have 100000 to 10000000 iterations";
                };
        if (fault != null) {
            throw new IllegalArgumentException(fault + ", not " + text(function, numbers));
        }
    }

    /** The functions, with their text forms. */
    public enum Function {
        /** RFC 9106: the memory in KiB, the number of passes, and the number of lanes. */
        ARGON2ID("argon2id$v=19$m=%d,t=%d,p=%d"),
        /** RFC 7914: the exponent of N, the block size in units of 128 bytes, and the parallelization. */
        SCRYPT("scrypt$ln=%d,r=%d,p=%d"),
        /** With HMAC-SHA256 (RFC 8018, section 5.2): the number of iterations. */
        PBKDF2("pbkdf2-sha256$i=%d");

        private final String form;

        /** Matches a text form; the groups are the numbers and the salt. */
        private final Pattern pattern;

        Function(String form) {
            this.form = form;
            String numbers = form.replace("$", "\\$").replace("%d", "([1-9][0-9]{0,8})");
            this.pattern = Pattern.compile("\\$" + numbers + "\\$([A-Za-z0-9+/]+)");
        }

        public Matcher matcher(String text) {
            return pattern.matcher(text);
        }
    }

    /** Returns the name and the numbers in the text form. */
    public String text() {
        return text(function, numbers);
    }

    private static String text(Function function, List<Integer> numbers) {
        return function.form.formatted(numbers.toArray());
    }

    /** Returns the bytes of a key, which the caller wipes. */
    public byte[] derive(byte[] password, byte[] salt) {
        return switch (function) {
            case ARGON2ID -> BouncyCastleKdf.argon2id(password, salt, numbers.get(0), numbers.get(1), numbers.get(2));
            case SCRYPT -> BouncyCastleKdf.scrypt(password, salt, 1 << numbers.get(0), numbers.get(1), numbers.get(2));
            case PBKDF2 -> BouncyCastleKdf.pbkdf2(password, salt, numbers.get(0));
        };
    }

    /** Checks the minimum of the OWASP Password Storage Cheat Sheet: 7 MiB with 5 passes. */
    private static @Nullable String argon2idFault(int memoryKib, int passes, int lanes) {
        if (!isWithin(7168, memoryKib, MAX_MEMORY_BYTES / KIB)) {
            return "Argon2id must take 7168 to 262144 KiB of memory";
        }
        if (passes < 1 || !isWithin(5 * 7168, (long) memoryKib * passes, MAX_FILLED_BYTES / KIB)) {
            return "memory times passes of Argon2id must be 35840 to 1048576 KiB";
        }
        return isWithin(1, lanes, 16) ? null : "Argon2id must have 1 to 16 lanes";
    }

    /**
     * Checks the minimum of the OWASP Password Storage Cheat Sheet: r = 8, and N = 2^13 with p = 10 or N = 2^14 with p
     * = 5.
     */
    private static @Nullable String scryptFault(int logN, int r, int p) {
        if (!isWithin(13, logN, 21) || !isWithin(1, r, 32) || !isWithin(1, p, 32)) {
            return "scrypt must have N from 2^13 to 2^21, and r and p from 1 to 32";
        }
        if (logN >= 16 * r) {
            // RFC 7914, section 2: N is less than 2^(128 r / 8).
            return "scrypt must have N below 2^(16 r)";
        }
        long memory = (128L * r) << logN;
        if (memory > MAX_MEMORY_BYTES) {
            return "scrypt must take at most 256 MiB of memory";
        }
        return isWithin(80L << 20, memory * p, MAX_FILLED_BYTES)
                ? null
                : "memory times p of scrypt must be 80 to 1024 MiB";
    }

    private static boolean isWithin(long least, long number, long most) {
        return number >= least && number <= most;
    }
}
