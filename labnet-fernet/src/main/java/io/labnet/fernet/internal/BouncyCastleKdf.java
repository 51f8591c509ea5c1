// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** The functions that make keys of passwords, as Bouncy Castle has them; apart, so that all else works without it. */
final class BouncyCastleKdf {
    private BouncyCastleKdf() {}

    static byte[] argon2id(byte[] password, byte[] salt, Argon2idCost cost) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2idCost.VERSION)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] key = new byte[KdfCost.KEY_BYTES];
        generator.generateBytes(password, key);
        return key;
    }

    static byte[] scrypt(byte[] password, byte[] salt, ScryptCost cost) {
        return SCrypt.generate(password, salt, cost.n(), cost.r(), cost.p(), KdfCost.KEY_BYTES);
    }

    static byte[] pbkdf2(byte[] password, byte[] salt, Pbkdf2Cost cost) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(SHA256Digest.newInstance());
        generator.init(password, salt, cost.iterations());
        return ((KeyParameter) generator.generateDerivedMacParameters(KdfCost.KEY_BYTES * Byte.SIZE)).getKey();
    }
}
