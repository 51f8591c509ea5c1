// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.fernet.VectorFile.Case;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Checks the primitives of a token with published test vectors, with every engine. */
class PrimitiveVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    private static FernetKey key(byte[] signing, byte[] encryption) {
        return FernetKey.owning(
                ByteBuffer.allocate(32).put(signing).put(encryption).array());
    }

    @TestFactory
    Stream<DynamicTest> aesCbcPkcs5() {
        return VectorFile.testsOfEachEngine("aes-cbc-pkcs5.txt", (vector, engine) -> {
            FernetKey key = key(new byte[16], HEX.parseHex(vector.text("key")));
            byte[] iv = HEX.parseHex(vector.text("iv"));
            byte[] ciphertext = HEX.parseHex(vector.text("ct"));
            ByteBuffer body = ByteBuffer.allocate(25 + ciphertext.length).put((byte) 0x80);
            String token = new Forger(key)
                    .signed(body.putLong(0).put(iv).put(ciphertext).array());
            Fernet fernet = Fernet.of(key).withEngine(engine);

            if (isValid(vector)) {
                byte[] message = HEX.parseHex(vector.text("msg"));
                assertThat(fernet.decrypt(token)).isEqualTo(message);
                assertThat(fernet.at(Instant.EPOCH).withIvSource(() -> iv).encrypt(message))
                        .isEqualTo(token);
            } else {
                assertInvalid(() -> fernet.decrypt(token));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> hmacSha256() {
        return VectorFile.testsOfEachEngine("hmac-sha256.txt", (vector, engine) -> {
            CryptoEngine primitives = engine.engine(key(HEX.parseHex(vector.text("key")), new byte[16]));
            byte[] message = HEX.parseHex(vector.text("msg"));
            byte[] tag = HEX.parseHex(vector.text("tag"));
            CryptoEngine.RunningMac mac = primitives.beginMac();
            mac.update(message, 0, message.length);

            assertThat(MessageDigest.isEqual(primitives.mac(message, message.length), tag))
                    .isEqualTo(isValid(vector));
            assertThat(MessageDigest.isEqual(mac.finish(), tag)).isEqualTo(isValid(vector));
        });
    }

    private static boolean isValid(Case vector) {
        String result = vector.text("result");
        assertThat(result).isIn("valid", "invalid");
        return result.equals("valid");
    }
}
