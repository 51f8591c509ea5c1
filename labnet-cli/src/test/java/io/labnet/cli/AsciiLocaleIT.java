// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands with non-ASCII arguments in an ASCII locale. */
class AsciiLocaleIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "crds make oda\\u015f 239.0.0.13 5001",
                "crds delete oda\\u015f",
                "crds client --name Ay\\u015fe",
                "grades client --csv d\\u0131r/notlar.csv 1823757 GMA"
            })
    void nonAsciiArgument_isRefused(String words) throws Exception {
        CommandRun labnet = PythonProgram.start("in_ascii_locale.py", ChildProcess.labnetCommand(words))
                .end()
                .exited(2);
        assertThat(labnet.out()).isEmpty();
        assertThat(labnet.errorLines())
                .singleElement()
                .asString()
                .startsWith("labnet: the argument '")
                .contains("cannot be read in this locale")
                .endsWith("; set LC_ALL=C.UTF-8")
                .doesNotContain("java");
    }
}
