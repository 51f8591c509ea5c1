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
        CommandRun run = CommandRun.of(new Chat(), "-r", role, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: chat -r " + role + " ").contains(option);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void misuse_ofASideNamesIt() {
        CommandRun run = CommandRun.of(new Chat(), "-r", "client", "--ttl", "256");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines())
                .containsExactly("chat -r client: --ttl 256 is not within 0 to 255", "Try 'chat -r client --help'.");
    }
}
