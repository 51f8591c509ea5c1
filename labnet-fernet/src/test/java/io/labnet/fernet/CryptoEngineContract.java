// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.fernet.internal.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every engine must do, and all of them alike. */
abstract class CryptoEngineContract {
    private static final HexFormat HEX = HexFormat.of();

    /** NIST SP 800-38A, section F.2.1. */
    private static final byte[] NIST_KEY = HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c");

    private static final byte[] NIST_IV = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] NIST_PLAINTEXT =
            HEX.parseHex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                    + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
    private static final byte[] NIST_CIPHERTEXT =
            HEX.parseHex("7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
                    + "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7");

    abstract CryptoEngine engine(FernetKey key);

    private static FernetKey nistKey() {
        return FernetKey.parse(StrictBase64.encode(joined(new byte[16], NIST_KEY)));
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = {};
        for (byte[] part : parts) {
            int end = all.length;
            all = Arrays.copyOf(all, end + part.length);
            System.arraycopy(part, 0, all, end, part.length);
        }
        return all;
    }

    @Test
    void encrypt_givesTheBlocksOfTheStandard() {
        byte[] bytes = joined(NIST_IV, NIST_PLAINTEXT);
        engine(nistKey()).encrypt(bytes, 16, bytes.length);

        assertThat(bytes).isEqualTo(joined(NIST_IV, NIST_CIPHERTEXT));
    }

    @Test
    void encrypt_leavesWhatLiesAroundTheBlocks() {
        byte[] around = {1, 2, 3};
        byte[] bytes = joined(around, NIST_IV, NIST_PLAINTEXT, around);
        engine(nistKey()).encrypt(bytes, 19, bytes.length - 3);

        assertThat(bytes).isEqualTo(joined(around, NIST_IV, NIST_CIPHERTEXT, around));
    }

    @Test
    void decrypt_givesTheBlocksOfTheStandard() {
        byte[] around = {1, 2, 3};
        byte[] bytes = joined(around, NIST_IV, NIST_CIPHERTEXT, around);
        byte[] before = bytes.clone();

        assertThat(engine(nistKey()).decrypt(bytes, 19, bytes.length - 3)).isEqualTo(NIST_PLAINTEXT);
        assertThat(bytes).isEqualTo(before);
    }

    @Test
    void engine_remembersNothingOfTheMessageBefore() {
        CryptoEngine engine = engine(nistKey());
        for (int i = 0; i < 3; i++) {
            byte[] bytes = joined(NIST_IV, NIST_PLAINTEXT);
            engine.encrypt(bytes, 16, bytes.length);
            assertThat(bytes).isEqualTo(joined(NIST_IV, NIST_CIPHERTEXT));
            assertThat(engine.decrypt(bytes, 16, bytes.length)).isEqualTo(NIST_PLAINTEXT);
            assertThat(engine.decrypt(bytes, 32, bytes.length))
                    .isEqualTo(Arrays.copyOfRange(NIST_PLAINTEXT, 16, NIST_PLAINTEXT.length));
        }
    }

    @Test
    void decrypt_takesBackEveryNumberOfBlocks() {
        CryptoEngine engine = engine(FernetKey.generate(new Random(5)));
        for (int blocks = 1; blocks <= 40; blocks++) {
            byte[] bytes = new byte[16 + 16 * blocks];
            new Random(blocks).nextBytes(bytes);
            byte[] plain = Arrays.copyOfRange(bytes, 16, bytes.length);
            engine.encrypt(bytes, 16, bytes.length);

            assertThat(Arrays.copyOfRange(bytes, 16, bytes.length))
                    .as("%s blocks", blocks)
                    .isNotEqualTo(plain);
            assertThat(engine.decrypt(bytes, 16, bytes.length)).isEqualTo(plain);
        }
    }

    @Test
    void mac_coversTheFirstBytesOnlyAndUsesTheSigningKey() {
        byte[] key = joined(HEX.parseHex("4a656665"), new byte[28]);
        byte[] bytes = joined("what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII), NIST_IV);

        assertThat(engine(FernetKey.parse(StrictBase64.encode(key))).mac(bytes, 28))
                .as("RFC 4231, section 4.3, whose short key HMAC fills with zeros")
                .isEqualTo(HEX.parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }

    @Test
    void beginMac_givesTheSameInPieces() {
        CryptoEngine engine = engine(nistKey());
        byte[] bytes = new byte[300];
        new Random(6).nextBytes(bytes);
        for (int length = 0; length <= bytes.length; length++) {
            int cut = length / 3;
            CryptoEngine.RunningMac mac = engine.beginMac();
            CryptoEngine.RunningMac other = engine.beginMac();
            mac.update(bytes, 0, cut);
            other.update(bytes, 0, length / 2);
            mac.update(bytes, cut, cut);
            mac.update(bytes, cut, length);

            assertThat(mac.finish()).as("length %s", length).isEqualTo(engine.mac(bytes, length));
        }
    }
}
