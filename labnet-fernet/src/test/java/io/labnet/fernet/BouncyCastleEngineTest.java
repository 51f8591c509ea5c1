// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.junit.jupiter.api.Test;

class BouncyCastleEngineTest extends CryptoEngineContract {
    @Override
    CryptoEngine engine(FernetKey key) {
        return new BouncyCastleEngine(key);
    }

    @Test
    void engine_registersNoProvider() {
        Fernet fernet = Fernet.of(FernetKey.generate()).withEngine(FernetEngine.BOUNCY_CASTLE);
        assertThat(fernet.decryptText(fernet.encryptText("hello"))).isEqualTo("hello");

        assertThat(Security.getProviders())
                .noneMatch(provider -> provider.getName().startsWith("BC"));
    }
}
