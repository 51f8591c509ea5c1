// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.fernet.FernetKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyArgumentTest {
    @ParameterizedTest
    @ValueSource(strings = {"-o", "-h", "-V", "--", "-x"})
    void key_mayBeginLikeAnOption(String beginning) {
        String key = FernetKey.parse(beginning + "A".repeat(41) + "=").text();

        String token = FernetRun.fed("hello", "encrypt", "--key", key).printedLine();

        assertThat(FernetRun.fed(token, "decrypt", "--key=" + key).succeeded())
                .asString()
                .isEqualTo("hello");
        assertThat(FernetRun.fed(token, "rotate", "--key", key).errorLines()).containsExactly("opened with key 1");
    }
}
