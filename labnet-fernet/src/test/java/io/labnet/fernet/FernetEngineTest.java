// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FernetEngineTest {
    private static final FernetKey KEY = FernetKey.generate();

    private static Fernet fernet(FernetEngine engine) {
        return Fernet.of(KEY).withEngine(engine).at(Instant.EPOCH).withIvSource(() -> new byte[16]);
    }

    @ParameterizedTest
    @EnumSource
    void engine_afterOtherMessage_hasNoStateLeft(FernetEngine engine) {
        Fernet used = fernet(engine);
        for (int length = 0; length < 2000; length += 7) {
            byte[] message = new byte[length];
            String token = used.encrypt(message);

            assertThat(fernet(engine).encrypt(message)).isEqualTo(token);
            assertThat(used.decrypt(token)).isEqualTo(message);
        }
    }

    @Test
    void bouncyCastle_registersNoProvider() {
        Fernet fernet = fernet(FernetEngine.BOUNCY_CASTLE);

        assertThat(fernet.decryptText(fernet.encryptText("hello"))).isEqualTo("hello");
        assertThat(Security.getProviders())
                .noneMatch(provider -> provider.getName().startsWith("BC"));
    }
}
