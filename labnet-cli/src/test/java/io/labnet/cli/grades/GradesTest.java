// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import org.junit.jupiter.api.Test;

class GradesTest {
    @Test
    void help_namesTheRoles() {
        CommandRun run = CommandRun.of(new Grades(), "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: grades ").contains("server or client");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void help_ofARoleIsThatOfItsSide() {
        for (String role : new String[] {"server", "client"}) {
            CommandRun run = CommandRun.of(new Grades(), "-r", role, "--help");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).startsWith("Usage: grades -r " + role + " ").contains("--csv=FILE");
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void role_isRequired() {
        assertMisused("grades: Missing required option: '-r=ROLE'", "grades");
    }

    @Test
    void role_isServerOrClient() {
        assertMisused("grades: Invalid value for option '-r'", "grades", "-r", "both");
    }

    @Test
    void misuse_ofASideNamesIt() {
        assertMisused("grades -r server: Missing required option: '--csv=FILE'", "grades -r server", "-r", "server");
    }

    private static void assertMisused(String problem, String command, String... args) {
        CommandRun run = CommandRun.of(new Grades(), args);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errorLines()).hasSize(2).last().isEqualTo("Try '" + command + " --help'.");
        assertThat(run.errorLines()).first().asString().startsWith(problem);
    }
}
