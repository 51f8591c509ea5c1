// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacSha256Test {
    private static byte[] mac(HmacSha256 hmac, byte[] bytes, int length) {
        CryptoEngine.RunningMac mac = hmac.begin();
        mac.update(bytes, 0, length);
        return mac.finish();
    }

    /** RFC 4231, sections 4.2 to 4.5: the cases whose keys are no longer than a block. */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
                + "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
                + "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,"
                + "dddddddddddddddddddddddddddddddddddddddddddddddddd"
                + "dddddddddddddddddddddddddddddddddddddddddddddddddd,"
                + "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
        "0102030405060708090a0b0c0d0e0f10111213141516171819,"
                + "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
                + "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd,"
                + "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
    })
    void mac_isThatOfTheRfc(String key, String data, String mac) {
        HexFormat hex = HexFormat.of();
        byte[] bytes = hex.parseHex(data);

        assertThat(mac(new HmacSha256(hex.parseHex(key)), bytes, bytes.length)).isEqualTo(hex.parseHex(mac));
    }

    /** What a security module in hardware may offer: it works, but no copy can be made of it in the middle. */
    private static final class Uncopied extends Provider {
        private static final long serialVersionUID = 1;

        Uncopied() {
            super("Uncopied", "1", "a SHA-256 that can't be copied");
            putService(new Service(this, "MessageDigest", "SHA-256", Hash.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Hash();
                }
            });
        }

        /** Hashes nothing, for nobody gets that far. */
        private static final class Hash extends MessageDigestSpi {
            @Override
            protected void engineUpdate(byte input) {}

            @Override
            protected void engineUpdate(byte[] input, int offset, int length) {}

            @Override
            protected byte[] engineDigest() {
                return new byte[32];
            }

            @Override
            protected void engineReset() {}
        }
    }

    @Test
    void sha256_thatCannotBeCopiedIsPassedOver() {
        Provider[] registered = Security.getProviders();
        Provider[] providers = Stream.concat(Stream.of(new Uncopied()), Arrays.stream(registered))
                .toArray(Provider[]::new);

        assertThat(HmacSha256.sha256(providers).getProvider().getName()).isNotEqualTo("Uncopied");
        assertThatIllegalStateException()
                .isThrownBy(() -> HmacSha256.sha256(new Uncopied()))
                .withMessage("this Java has no SHA-256 that can be copied");
    }

    @Test
    void mac_isThatOfTheJdkForEveryLength() throws Exception {
        byte[] key = new byte[16];
        byte[] bytes = new byte[300];
        new Random(1).nextBytes(key);
        new Random(2).nextBytes(bytes);
        HmacSha256 hmac = new HmacSha256(key);
        Mac jdk = Mac.getInstance("HmacSHA256");
        jdk.init(new SecretKeySpec(key, "HmacSHA256"));

        for (int length = 0; length <= bytes.length; length++) {
            byte[] expected = jdk.doFinal(Arrays.copyOf(bytes, length));
            assertThat(mac(hmac, bytes, length)).as("length %s", length).isEqualTo(expected);
        }
    }
}
