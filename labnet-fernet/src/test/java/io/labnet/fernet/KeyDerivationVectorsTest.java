// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class KeyDerivationVectorsTest {
    @TestFactory
    Stream<DynamicTest> passwords() throws IOException {
        return VectorFile.tests("passwords.txt", vector -> {
            byte[] utf8 = HexFormat.of().parseHex(vector.text("password"));
            char[] password = new String(utf8, StandardCharsets.UTF_8).toCharArray();
            KeyDerivation derivation = KeyDerivation.parse(vector.text("text"));

            assertThat(derivation.text()).isEqualTo(vector.text("text"));
            assertThat(derivation.key(password).text()).isEqualTo(vector.text("key"));
            assertThat(new String(password))
                    .as("the caller's array is left as it is")
                    .isEqualTo(new String(utf8, StandardCharsets.UTF_8));
        });
    }
}
