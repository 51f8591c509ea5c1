// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HmacSha256Test {
    /** A provider like that of a hardware security module: its SHA-256 works, but can't be cloned. */
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

        /** A hash without a result, because it is never used. */
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
    void sha256_notCloneable_isSkipped() {
        Provider[] registered = Security.getProviders();
        Provider[] providers = Stream.concat(Stream.of(new Uncopied()), Arrays.stream(registered))
                .toArray(Provider[]::new);

        assertThat(HmacSha256.sha256(providers).getProvider().getName()).isNotEqualTo("Uncopied");
        assertThatIllegalStateException()
                .isThrownBy(() -> HmacSha256.sha256(new Uncopied()))
                .withMessage("this Java has no SHA-256 that can be cloned");
    }
}
