// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.fernet.KeyDerivation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

/**
 * Checks Bouncy Castle's functions with the test vectors of the RFCs, whose costs are too low for
 * {@link KeyDerivation}.
 */
class BouncyCastleKdfTest {
    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void argon2id_rfc9106Section53_matches() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .build());
        byte[] tag = new byte[32];
        generator.generateBytes(filled(32, 1), tag);

        assertThat(tag).asHexString().isEqualTo("0D640DF58D78766C08C037A34A8B53C9D01EF0452D75B65EB52520E96B01E659");
    }

    @Test
    void scrypt_rfc7914Section12_matches() {
        byte[] key = SCrypt.generate(
                "password".getBytes(StandardCharsets.US_ASCII),
                "NaCl".getBytes(StandardCharsets.US_ASCII),
                1024,
                8,
                16,
                64);

        assertThat(key)
                .asHexString()
                .isEqualTo("FDBABE1C9D3472007856E7190D01E9FE7C6AD7CBC8237830E77376634B373162"
                        + "2EAF30D92E22A3886FF109279D9830DAC727AFB94A83EE6D8360CBDFA2CC0640");
    }
}
