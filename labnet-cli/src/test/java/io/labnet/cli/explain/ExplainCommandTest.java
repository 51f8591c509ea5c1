// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.explain;

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
}
