// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

/**
 * PBKDF2 with HMAC-SHA256 (RFC 8018, section 5.2).
 *
 * @param iterations how often the function is iterated
 */
public record Pbkdf2Cost(int iterations) implements KdfCost {
    /** The OWASP Password Storage Cheat Sheet. */
    public static final Pbkdf2Cost DEFAULT = new Pbkdf2Cost(600_000);

    /** Below that of OWASP, since many keys in use have been made so; RFC 8018, section 4.2, names 1000 as the least. */
    private static final int MIN_ITERATIONS = 100_000;

    private static final int MAX_ITERATIONS = 10_000_000;

    public Pbkdf2Cost {
        KdfCost.require(
                iterations >= MIN_ITERATIONS && iterations <= MAX_ITERATIONS,
                "PBKDF2 takes 100000 to 10000000 iterations here",
                text(iterations));
    }

    @Override
    public String text() {
        return text(iterations);
    }

    private static String text(int iterations) {
        return "pbkdf2-sha256$i=" + iterations;
    }

    @Override
    public byte[] derive(byte[] password, byte[] salt) {
        return BouncyCastleKdf.pbkdf2(password, salt, this);
    }
}
