// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTest {
    @ParameterizedTest
    @CsvSource({"server, --db", "client, --interface"})
    void help_ofARoleIsThatOfItsSide(String role, String option) {
        assertThat(CommandRun.of(new Chat(), "-r", role, "--help").succeeded())
                .startsWith("Usage: chat -r " + role + " ")
                .contains(option);
    }

    @Test
    void misuse_ofASideNamesIt() {
        assertThat(CommandRun.of(new Chat(), "-r", "client", "--ttl", "256").misuse("chat -r client"))
                .isEqualTo("--ttl 256 is not within 0 to 255");
    }
}
