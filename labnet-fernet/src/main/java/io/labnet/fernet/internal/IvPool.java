// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import io.labnet.fernet.Fernet;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Initialization vectors, drawn from a random source many at a time: one large draw costs little more than one small.
 * They are no secret once used, and until then nobody can foretell them, which is all that CBC asks of them (NIST SP
 * 800-38A, appendix C).
 *
 * <p>A process that is copied while it runs (a checkpoint, a snapshot of its machine) has copies of what is drawn and of
 * the generator too: {@link Fernet#withIvSource} is for those who do that.
 */
public final class IvPool {
    private static final int DRAWN_AT_ONCE = 256;
    private static final int IV_BYTES = TokenFormat.BLOCK_BYTES;

    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final byte[] drawn = new byte[DRAWN_AT_ONCE * IV_BYTES];
    private int used = drawn.length;

    IvPool(RandomGenerator random) {
        this.random = random;
    }

    public static Supplier<byte[]> shared() {
        return Shared.POOL::next;
    }

    byte[] next() {
        lock.lock();
        try {
            if (used == drawn.length) {
                random.nextBytes(drawn);
                used = 0;
            }
            used += IV_BYTES;
            return Arrays.copyOfRange(drawn, used - IV_BYTES, used);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The generator of NIST SP 800-90A, seeded by the system, draws twice as fast as the one that mixes in the system's
     * own source each time.
     */
    private static SecureRandom random() {
        try {
            return SecureRandom.getInstance("DRBG");
        } catch (NoSuchAlgorithmException otherProviders) {
            return new SecureRandom();
        }
    }

    /** One pool for all keys: a server may hold thousands. Made when the first Fernet is. */
    private static final class Shared {
        static final IvPool POOL = new IvPool(random());
    }
}
