// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that are told to end before they have begun in earnest: they say nothing. */
class SignalWhileStartingIT {
    /** The exit code of a process that SIGTERM has ended. */
    private static final int TERMINATED = 128 + 15;

    @ParameterizedTest
    @EnumSource
    void program_endsQuietly(LateStart.Begun begun) throws Exception {
        String classPath = System.getProperty("java.class.path");
        try (ChildProcess program = ChildProcess.java("-cp", classPath, LateStart.class.getName(), begun.name())) {
            program.awaitLine(Pattern.compile("ready"));
            program.terminate();

            assertThat(program.exitCode()).isEqualTo(TERMINATED);
            assertThat(program.out()).isEqualTo("ready\n");
            assertThat(program.err()).isEmpty();
        }
    }
}
