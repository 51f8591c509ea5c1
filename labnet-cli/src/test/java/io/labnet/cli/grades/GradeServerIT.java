// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.PythonProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a process, and at the other end a Python program with the library that student programs use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GradeServerIT {
    private final GradeServerProcess server = startServer();

    private static GradeServerProcess startServer(String... options) {
        return GradeServerProcess.start(GradeServerProcess.SAMPLE, options);
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"forms", "byte_by_byte", "stray_newlines", "crowd", "refusals"})
    void server_satisfiesPython(String check) throws Exception {
        assertPasses(check, server);
    }

    @Test
    void keepOpen_answersTenRequestsOnAConnection() throws Exception {
        try (GradeServerProcess keptOpen = startServer("--keep-open")) {
            assertPasses("keep_open", keptOpen);
            assertPasses("refusals", keptOpen);
        }
    }

    @Test
    void idle_closesASilentConnection() throws Exception {
        try (GradeServerProcess impatient = startServer("--idle", "1")) {
            assertPasses("silence", impatient);
        }
    }

    @Test
    void tokenAndKey_arriveInTwoRecvs() throws Exception {
        try (GradeServerProcess generous = startServer("--reply=token-and-key")) {
            assertPasses("two_recvs", generous);
        }
    }

    private static void assertPasses(String check, GradeServerProcess server) throws Exception {
        String port = String.valueOf(server.port());
        String csv = GradeServerProcess.SAMPLE.toString();
        try (ChildProcess python = PythonProgram.start("grade_checks.py", check, port, csv)) {
            assertThat(python.exitCode()).as("%s", python).isZero();
            assertThat(python.out()).isEqualTo("passed\n");
        }
        assertThat(server.process().err()).doesNotContain("Exception", "ERROR");
    }
}
