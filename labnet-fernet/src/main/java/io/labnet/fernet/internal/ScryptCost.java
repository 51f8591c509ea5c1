// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

/**
 * scrypt (RFC 7914), whose cost parameter N is a power of two.
 *
 * @param logN the exponent of N
 * @param r the block size, in units of 128 bytes
 * @param p how often the memory is filled
 */
public record ScryptCost(int logN, int r, int p) implements KdfCost {
    /** The OWASP Password Storage Cheat Sheet: 128 MiB. RFC 7914, section 2, suggests the same r and p. */
    public static final ScryptCost DEFAULT = new ScryptCost(17, 8, 1);

    /** The least of the OWASP Password Storage Cheat Sheet: N = 2^13 and r = 8 with p = 10, or N = 2^14 with p = 5. */
    private static final long MIN_FILLED_BYTES = 128L * 8 * (5 << 14);

    private static final int MIN_LOG_N = 13;
    private static final int MAX_LOG_N = 21;
    private static final int MAX_FACTOR = 32;
    private static final int UNIT_BYTES = 128;

    /** RFC 7914, section 2: N is less than 2^(128 r / 8). */
    private static final int BITS_OF_N_PER_R = UNIT_BYTES / Byte.SIZE;

    public ScryptCost {
        KdfCost.require(
                logN >= MIN_LOG_N && logN <= MAX_LOG_N && r >= 1 && r <= MAX_FACTOR && p >= 1 && p <= MAX_FACTOR,
                "scrypt takes N from 2^13 to 2^21, and r and p from 1 to 32 here",
                text(logN, r, p));
        KdfCost.require(logN < BITS_OF_N_PER_R * r, "scrypt takes N below 2^(16 r) here", text(logN, r, p));
        long memory = ((long) UNIT_BYTES * r) << logN;
        KdfCost.require(memory <= MAX_MEMORY_BYTES, "scrypt takes at most 256 MiB here", text(logN, r, p));
        KdfCost.require(
                memory * p >= MIN_FILLED_BYTES && memory * p <= MAX_FILLED_BYTES,
                "scrypt fills 80 to 1024 MiB in all here",
                text(logN, r, p));
    }

    int n() {
        return 1 << logN;
    }

    @Override
    public String text() {
        return text(logN, r, p);
    }

    private static String text(int logN, int r, int p) {
        return "scrypt$ln=" + logN + ",r=" + r + ",p=" + p;
    }

    @Override
    public byte[] derive(byte[] password, byte[] salt) {
        return BouncyCastleKdf.scrypt(password, salt, this);
    }
}
