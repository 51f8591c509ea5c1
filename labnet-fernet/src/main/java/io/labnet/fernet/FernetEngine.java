// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/**
 * Who computes AES and SHA-256. All engines give the same tokens, the same messages and the same refusals; they differ
 * in speed and in what they need.
 *
 * @see Fernet#withEngine(FernetEngine)
 */
public enum FernetEngine {
    /**
     * The providers that this Java is set up with, in their order, of which the JDK's own use the instructions that the
     * machine has for AES and SHA. A SHA-256 that can't be copied in the middle of its work is passed over. The default.
     */
    JDK {
        @Override
        CryptoEngine engine(FernetKey key) {
            return new JdkCryptoEngine(key);
        }
    },

    /**
     * Bouncy Castle's lightweight API: plain Java, which is slower, but asks nothing of the JDK's providers, nor
     * registers one. Needs {@code org.bouncycastle:bcprov-jdk18on} of 1.74 or newer, which may be excluded where this is
     * not used; in an image made by {@code jlink}, for which the dependency is {@code static}, also {@code --add-modules
     * org.bouncycastle.provider} or a module that requires it.
     */
    BOUNCY_CASTLE {
        @Override
        CryptoEngine engine(FernetKey key) {
            try {
                return new BouncyCastleEngine(key);
            } catch (LinkageError missing) {
                throw missing(missing);
            }
        }
    };

    /**
     * Makes the engine of one key.
     *
     * @throws IllegalStateException if the classes that it needs are missing or too old, or the key has been destroyed
     */
    abstract CryptoEngine engine(FernetKey key);

    /** Says what to do for an error that comes of classes or methods that aren't there. */
    static IllegalStateException missing(LinkageError cause) {
        return new IllegalStateException(
                "Bouncy Castle (org.bouncycastle:bcprov-jdk18on) is missing or older than 1.74", cause);
    }
}
