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
 * A pool of initialization vectors, drawn in batches from a random source, because a large draw costs little more than
 * a small one. A vector is unpredictable until it is used, as CBC requires (NIST SP 800-38A, appendix C), and need not
 * be secret afterwards.
 *
 * <p>If a running process is copied (a checkpoint, a machine snapshot), the pool and the generator are copied too. Such
 * a process needs {@link Fernet#withIvSource}.
 */
public final class IvPool {
    private static final int BATCH_SIZE = 256;
    private static final int IV_BYTES = TokenFormat.BLOCK_BYTES;

    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final byte[] drawn = new byte[BATCH_SIZE * IV_BYTES];
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
     * Returns the generator of NIST SP 800-90A, seeded by the system. This generator is twice as fast as the default
     * generator, which also reads the system's source for each draw.
     */
    private static SecureRandom random() {
        try {
            return SecureRandom.getInstance("DRBG");
        } catch (NoSuchAlgorithmException otherProviders) {
            return new SecureRandom();
        }
    }

    /** Holds one pool for all keys, of which a server may have thousands. Created with the first Fernet. */
    private static final class Shared {
        static final IvPool POOL = new IvPool(random());
    }
}
