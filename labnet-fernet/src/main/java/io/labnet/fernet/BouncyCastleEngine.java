// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.ObjectPool;
import io.labnet.fernet.internal.TokenFormat;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * The primitives of Bouncy Castle's lightweight API, which is plain Java and needs no security provider. Only {@link
 * FernetEngine#BOUNCY_CASTLE} may refer to this class, so that everything else works without Bouncy Castle.
 */
final class BouncyCastleEngine implements CryptoEngine {
    private final KeyParameter encryptionKey;
    private final KeyParameter signingKey;
    private final ObjectPool<CBCModeCipher> idleEncryptors = new ObjectPool<>();
    private final ObjectPool<CBCModeCipher> idleDecryptors = new ObjectPool<>();
    private final ObjectPool<HMac> idleMacs = new ObjectPool<>();

    BouncyCastleEngine(FernetKey key) {
        encryptionKey = parameter(key.encryptionKey());
        signingKey = parameter(key.signingKey());
        // Encrypts once, so that an outdated Bouncy Castle fails here rather than at the first token.
        encrypt(
                new byte[TokenFormat.BLOCK_BYTES],
                0,
                new byte[2 * TokenFormat.BLOCK_BYTES],
                TokenFormat.BLOCK_BYTES,
                2 * TokenFormat.BLOCK_BYTES);
        idleMacs.put(keyedMac());
    }

    private static KeyParameter parameter(byte[] secret) {
        KeyParameter copy = new KeyParameter(secret);
        Arrays.fill(secret, (byte) 0);
        return copy;
    }

    @Override
    public void encrypt(byte[] source, int at, byte[] bytes, int from, int to) {
        CBCModeCipher cipher = cipher(idleEncryptors, true, bytes, from);
        cipher.processBlocks(source, at, (to - from) / TokenFormat.BLOCK_BYTES, bytes, from);
        idleEncryptors.put(cipher);
    }

    @Override
    public void decrypt(byte[] bytes, int from, int to, byte[] out) {
        CBCModeCipher cipher = cipher(idleDecryptors, false, bytes, from);
        cipher.processBlocks(bytes, from, (to - from) / TokenFormat.BLOCK_BYTES, out, 0);
        idleDecryptors.put(cipher);
    }

    /**
     * Reuses an idle cipher if there is one. If a cipher is initialized with a {@code null} key, it keeps its previous
     * key.
     */
    private CBCModeCipher cipher(ObjectPool<CBCModeCipher> idle, boolean encrypts, byte[] bytes, int from) {
        byte[] iv = Arrays.copyOfRange(bytes, from - TokenFormat.BLOCK_BYTES, from);
        CBCModeCipher cipher = idle.take();
        if (cipher == null) {
            CBCModeCipher made = CBCBlockCipher.newInstance(AESEngine.newInstance());
            made.init(encrypts, new ParametersWithIV(encryptionKey, iv));
            return made;
        }
        cipher.init(encrypts, new ParametersWithIV(null, iv));
        return cipher;
    }

    @Override
    public RunningMac beginMac() {
        HMac idle = idleMacs.take();
        HMac hmac = idle != null ? idle : keyedMac();
        return new RunningMac() {
            @Override
            public void update(byte[] bytes, int from, int to) {
                hmac.update(bytes, from, to - from);
            }

            @Override
            public byte[] finish() {
                byte[] mac = new byte[TokenFormat.MAC_BYTES];
                hmac.doFinal(mac, 0);
                idleMacs.put(hmac);
                return mac;
            }
        };
    }

    /**
     * Returns an HMAC with the signing key. Each {@code doFinal} resets the HMAC to the state in which this method
     * returns it, so the key is hashed only once.
     */
    private HMac keyedMac() {
        HMac hmac = new HMac(SHA256Digest.newInstance());
        hmac.init(signingKey);
        return hmac;
    }
}
