// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** The key derivation functions of Bouncy Castle, in a separate class so that all other classes work without it. */
final class BouncyCastleKdf {
    private BouncyCastleKdf() {}

    static byte[] argon2id(byte[] password, byte[] salt, int memoryKib, int passes, int lanes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] key = new byte[KdfCost.KEY_BYTES];
        generator.generateBytes(password, key);
        return key;
    }

    static byte[] scrypt(byte[] password, byte[] salt, int n, int r, int p) {
        return SCrypt.generate(password, salt, n, r, p, KdfCost.KEY_BYTES);
    }

    static byte[] pbkdf2(byte[] password, byte[] salt, int iterations) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(SHA256Digest.newInstance());
        generator.init(password, salt, iterations);
        return ((KeyParameter) generator.generateDerivedMacParameters(KdfCost.KEY_BYTES * Byte.SIZE)).getKey();
    }
}
