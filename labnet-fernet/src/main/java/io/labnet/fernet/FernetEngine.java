// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/**
 * Who computes AES and SHA-256. All engines give the same tokens, the same messages and the same refusals; they differ
 * in speed and in what they need.
 *
 * @see Fernet#withEngine(FernetEngine)
 */
public enum FernetEngine {
    /** The JDK's own providers, which use the instructions that the machine has for AES and SHA. The default. */
    JDK {
        @Override
        CryptoEngine engine(FernetKey key) {
            return new JdkCryptoEngine(key);
        }
    },

    /**
     * Bouncy Castle's lightweight API: plain Java, which is slower, but asks nothing of the JDK's providers, nor
     * registers one. Needs {@code org.bouncycastle:bcprov-jdk18on}, which may be excluded where this is not used; on a
     * module path, where the dependency is {@code static}, also {@code --add-modules org.bouncycastle.provider} or a
     * module that requires it.
     */
    BOUNCY_CASTLE {
        @Override
        CryptoEngine engine(FernetKey key) {
            try {
                return new BouncyCastleEngine(key);
            } catch (NoClassDefFoundError missing) {
                throw missing(missing);
            }
        }
    };

    /**
     * Makes the engine of one key.
     *
     * @throws IllegalStateException if the classes that it needs are missing, or the key has been destroyed
     */
    abstract CryptoEngine engine(FernetKey key);

    static IllegalStateException missing(NoClassDefFoundError cause) {
        return new IllegalStateException("Bouncy Castle (org.bouncycastle:bcprov-jdk18on) is missing", cause);
    }
}
