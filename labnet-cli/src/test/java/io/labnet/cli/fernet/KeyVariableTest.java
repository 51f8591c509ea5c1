// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.fernet.FernetKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --key-env}. */
class KeyVariableTest {
    private static final String KEY = FernetKey.generate().text();
    private static final String OTHER = FernetKey.generate().text();

    @ParameterizedTest
    @ValueSource(strings = {"%s", "  %s\n", "%s\r\n", "# this year's\n\n%s\n"})
    void value_hasTheFormOfAKeyFile(String form) throws Failure {
        assertThat(KeyVariable.read("NAME", Map.of("NAME", form.formatted(KEY))::get))
                .extracting(KeyText::text)
                .containsExactly(KEY);
    }

    @Test
    void lines_areNamedByVariableAndNumber() throws Failure {
        assertThat(KeyVariable.read("my_key2", Map.of("my_key2", KEY + "\n\n" + OTHER)::get))
                .containsExactly(
                        new KeyText("line 1 of the environment variable my_key2", KEY),
                        new KeyText("line 3 of the environment variable my_key2", OTHER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OTHER | the environment variable OTHER is not set; in a shell, export it",
                "EMPTY | the environment variable EMPTY is empty",
                "BLANK | the environment variable BLANK is empty",
                "COMMENT | the environment variable COMMENT contains no key"
            })
    void variableWithoutKey_isFailure(String name, String failure) {
        Map<String, String> environment = Map.of("EMPTY", "", "BLANK", " \n ", "COMMENT", "# secret");

        assertThatThrownBy(() -> KeyVariable.read(name, environment::get))
                .isInstanceOf(Failure.class)
                .hasMessage(failure);
    }

    /** As in --key-env "$NAME", which passes the key. */
    @Test
    void keyInPlaceOfTheName_isNotShown() {
        for (String name :
                new String[] {KEY, "b'" + KEY + "'", "$argon2id$v=19", "A=B", "A B", "", "my.key", "a-b", "2b"}) {
            assertThatThrownBy(() -> KeyVariable.read(name, unused -> KEY))
                    .isInstanceOf(UsageError.class)
                    .hasMessage("--key-env takes the name of an environment variable, not its value");
        }
    }

    /** A key without its padding may have the form of a name. */
    @Test
    void longName_isNotShown() throws Failure {
        String name = "A".repeat(43);

        assertThatThrownBy(() -> KeyVariable.read(name, unused -> null))
                .hasMessage("the environment variable named by --key-env is not set; in a shell, export it");
        assertThat(KeyVariable.read(name, unused -> KEY))
                .containsExactly(new KeyText("line 1 of the environment variable named by --key-env", KEY));
    }

    @Test
    void command_readsTheEnvironment() {
        assertThat(FernetRun.of("encrypt --key-env PATH").failure())
                .startsWith("line 1 of the environment variable PATH is unusable: ")
                .doesNotContain(System.getenv("PATH"));
        FernetRun.of("rotate --key-env LABNET_NO_SUCH_VARIABLE")
                .failed("the environment variable LABNET_NO_SUCH_VARIABLE is not set; in a shell, export it");
        FernetRun.of("decrypt --key-env", KEY).misused("--key-env takes the name");
        String unpadded = KEY.substring(0, FernetKey.TEXT_LENGTH - 1);
        assertThat(FernetRun.of("decrypt --key-env", "x" + unpadded.substring(1))
                        .err())
                .doesNotContain(unpadded.substring(1));
    }
}
