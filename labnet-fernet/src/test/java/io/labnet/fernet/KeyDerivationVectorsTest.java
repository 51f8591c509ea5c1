// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.vectors.Vectors;
import io.labnet.vectors.Vectors.Hex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class KeyDerivationVectorsTest {
    private record Typed(Hex password, String derivation) {}

    private record Derived(String key) {}

    @TestFactory
    Stream<DynamicTest> passwords() throws IOException {
        return Vectors.tests("fernet/passwords.json", Typed.class, Derived.class, vector -> {
            String typed = new String(vector.input().password().array(), StandardCharsets.UTF_8);
            char[] password = typed.toCharArray();
            KeyDerivation derivation = KeyDerivation.parse(vector.input().derivation());

            assertThat(derivation.text()).isEqualTo(vector.input().derivation());
            assertThat(derivation.key(password).text())
                    .isEqualTo(vector.expected().key());
            assertThat(new String(password))
                    .as("the caller's array is left as it is")
                    .isEqualTo(typed);
        });
    }
}
