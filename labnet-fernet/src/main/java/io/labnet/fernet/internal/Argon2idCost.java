// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

/**
 * Argon2id (RFC 9106), version 0x13.
 *
 * @param memoryKib the memory, in KiB
 * @param passes how often it is filled
 * @param lanes how many parts of it could be filled at once
 */
public record Argon2idCost(int memoryKib, int passes, int lanes) implements KdfCost {
    static final int VERSION = 0x13;

    /** The second recommended option of RFC 9106, section 4; the first one takes 2 GiB. */
    public static final Argon2idCost DEFAULT = new Argon2idCost(1 << 16, 3, 4);

    /** The least memory in the OWASP Password Storage Cheat Sheet, which it takes together with 5 passes. */
    private static final int MIN_MEMORY_KIB = 7168;

    private static final long MIN_FILLED_KIB = 5L * MIN_MEMORY_KIB;
    private static final int MAX_LANES = 16;
    private static final int KIB = 1024;

    public Argon2idCost {
        long filledKib = (long) memoryKib * passes;
        KdfCost.require(
                memoryKib >= MIN_MEMORY_KIB && memoryKib <= MAX_MEMORY_BYTES / KIB,
                "Argon2id takes 7168 to 262144 KiB here",
                text(memoryKib, passes, lanes));
        KdfCost.require(
                passes >= 1 && filledKib >= MIN_FILLED_KIB && filledKib <= MAX_FILLED_BYTES / KIB,
                "the memory and the passes of Argon2id multiply to 35840 to 1048576 KiB here",
                text(memoryKib, passes, lanes));
        KdfCost.require(
                lanes >= 1 && lanes <= MAX_LANES, "Argon2id takes 1 to 16 lanes here", text(memoryKib, passes, lanes));
    }

    @Override
    public String text() {
        return text(memoryKib, passes, lanes);
    }

    private static String text(int memoryKib, int passes, int lanes) {
        return "argon2id$v=" + VERSION + "$m=" + memoryKib + ",t=" + passes + ",p=" + lanes;
    }

    @Override
    public byte[] derive(byte[] password, byte[] salt) {
        return BouncyCastleKdf.argon2id(password, salt, this);
    }
}
