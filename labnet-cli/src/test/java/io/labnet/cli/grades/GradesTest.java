// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradesTest {
    @ParameterizedTest
    @CsvSource({
        "'', Usage: grades , server or client",
        "-r server, Usage: grades -r server , --csv=FILE",
        "-r client, Usage: grades -r client , --csv=FILE"
    })
    void help_ofARoleIsThatOfItsSide(String role, String usage, String contained) {
        assertThat(CommandRun.of(new Grades(), (role + " --help").strip().split(" "))
                        .succeeded())
                .startsWith(usage)
                .contains(contained);
    }

    @Test
    void role_isServerOrClient() {
        assertThat(CommandRun.of(new Grades()).misuse("grades")).startsWith("Missing required option: '-r=ROLE'");
        assertThat(CommandRun.of(new Grades(), "-r", "both").misuse("grades"))
                .startsWith("Invalid value for option '-r'");
    }

    @Test
    void misuse_ofASideNamesIt() {
        assertThat(CommandRun.of(new Grades(), "-r", "server").misuse("grades -r server"))
                .startsWith("Missing required option: '--csv=FILE'");
    }
}
