// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.vectors.Vectors.Hex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Checks the primitives of a token with published test vectors, with every engine. */
class PrimitiveVectorsTest {
    private static final byte[] NO_KEY = new byte[16];

    private record Encrypted(Hex key, Hex iv, Hex ciphertext) {}

    private record Decrypted(Hex plaintext) {}

    private record Tagged(Hex key, Hex message, Hex tag) {}

    private record Verified(boolean valid) {}

    private static FernetKey key(byte[] signing, byte[] encryption) {
        return FernetKey.owning(
                ByteBuffer.allocate(32).put(signing).put(encryption).array());
    }

    @TestFactory
    Stream<DynamicTest> aesCbcPkcs5() throws IOException {
        return EngineVectors.tests("fernet/aes-cbc-pkcs5.json", Encrypted.class, Decrypted.class, (vector, engine) -> {
            Encrypted input = vector.input();
            FernetKey key = key(NO_KEY, input.key().array());
            byte[] ciphertext = input.ciphertext().array();
            ByteBuffer body = ByteBuffer.allocate(25 + ciphertext.length)
                    .put((byte) 0x80)
                    .putLong(0)
                    .put(input.iv().array())
                    .put(ciphertext);
            String token = new Forger(key).signed(body.array());
            Fernet fernet = Fernet.of(key).withEngine(engine);

            if (vector.refused() == null) {
                byte[] message = vector.expected().plaintext().array();
                assertThat(fernet.decrypt(token)).isEqualTo(message);
                assertThat(fernet.at(Instant.EPOCH)
                                .withIvSource(() -> input.iv().array())
                                .encrypt(message))
                        .isEqualTo(token);
            } else {
                assertInvalid(() -> fernet.decrypt(token));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> hmacSha256() throws IOException {
        return EngineVectors.tests("fernet/hmac-sha256.json", Tagged.class, Verified.class, (vector, engine) -> {
            CryptoEngine primitives = engine.engine(key(vector.input().key().array(), NO_KEY));
            byte[] message = vector.input().message().array();
            byte[] tag = vector.input().tag().array();
            CryptoEngine.RunningMac mac = primitives.beginMac();
            mac.update(message, 0, message.length);

            assertThat(MessageDigest.isEqual(primitives.mac(message, message.length), tag))
                    .isEqualTo(vector.expected().valid());
            assertThat(MessageDigest.isEqual(mac.finish(), tag))
                    .isEqualTo(vector.expected().valid());
        });
    }
}
