// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The option {@code --engine}, in processes of their own. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class EngineIT {
    @ParameterizedTest
    @CsvSource({"netty,netty", "netty,nio", "nio,netty"})
    void engines_understandEachOther(String serving, String connecting) throws Exception {
        try (ChildProcess server = ChildProcess.labnet("crds server --port 0 --engine " + serving)) {
            CommandRun.labnet("crds list --port=" + server.awaitPort() + " --engine " + connecting)
                    .exited(0);
            assertThat(server.terminated().exitCode()).isEqualTo(143);
        }
    }
}
