// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/**
 * The implementation of AES and SHA-256. All engines produce the same tokens, messages and refusals; they differ in
 * speed and requirements.
 *
 * @see Fernet#withEngine(FernetEngine)
 */
public enum FernetEngine {
    /**
     * The default: the security providers of this Java runtime, in their order. The JDK's own providers use the
     * processor's instructions for AES and SHA. A SHA-256 implementation that does not support {@code clone} is
     * skipped.
     */
    JDK {
        @Override
        CryptoEngine engine(FernetKey key) {
            return new JdkCryptoEngine(key);
        }
    },

    /**
     * Bouncy Castle's lightweight API: plain Java, so slower, but independent of security providers. Requires
     * {@code org.bouncycastle:bcprov-jdk18on} 1.74 or newer; exclude this dependency if you do not use it. A
     * {@code jlink} image also needs {@code --add-modules org.bouncycastle.provider} or a module that requires it,
     * because this module only {@code requires static} the dependency.
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
     * @throws IllegalStateException if the required classes are missing or too old, or the key has been destroyed
     */
    abstract CryptoEngine engine(FernetKey key);

    /** Returns an exception that names the dependency, for a missing class or method. */
    static IllegalStateException missing(LinkageError cause) {
        return new IllegalStateException(
                "Bouncy Castle (org.bouncycastle:bcprov-jdk18on) is missing or older than 1.74", cause);
    }
}
