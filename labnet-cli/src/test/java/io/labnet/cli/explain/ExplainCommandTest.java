// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
    @Test
    void unknownRule_isAUsageError() {
        CommandRun.labnet("explain crds-99.9")
                .misused("'crds-99.9' is not the number of a rule; 'labnet explain --list' prints them all");
        CommandRun.labnet("explain", "\u001b[2J").misused("'\\x1b[2j' is not the number of a rule");
    }

    @Test
    void list_ofAnUnknownProtocol_isAUsageError() {
        CommandRun.labnet("explain --list crd").misused("'crd' is not a protocol");
    }

    @Test
    void nothing_isAUsageError() {
        CommandRun.labnet("explain").misused("the number of a rule, such as crds-1.1, or --list is required");
    }

    @Test
    void list_ofAProtocol_hasItsRulesOnly() {
        assertThat(CommandRun.labnet("explain --list CRDS").succeeded().lines())
                .isNotEmpty()
                .allMatch(line -> line.matches("crds-\\d+\\.\\d+ +(must|should|habit) +\\S.*"));
    }

    @Test
    void rule_isPrintedWithItsBytes() {
        assertThat(CommandRun.labnet("explain CRDS-1.1").succeeded())
                .startsWith("crds-1.1: ")
                .contains("*must*", "* Right: `01`", "* Wrong: `", "* Usual mistake: ");
    }
}
