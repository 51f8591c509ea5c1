// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both sides in one program. */
class GradesIT {
    private static final String CSV = GradeServerProcess.SAMPLE.toString();
    private static final String ANSWER = "Midterm Average: 11.288461538461538\n";

    @Test
    void grades_isEitherSide() throws Exception {
        try (ChildProcess server = run(Grades.class, "-r", "server", "--csv", CSV, "--port", "0")) {
            String port = String.valueOf(server.awaitPort());
            List<String> asked = List.of("--csv", CSV, "--port", port, "1823757", "GMA");
            String[] args =
                    Stream.concat(Stream.of("-r", "client"), asked.stream()).toArray(String[]::new);
            try (ChildProcess client = run(Grades.class, args)) {
                assertThat(client.exitCode()).isZero();
                assertThat(client.out()).isEqualTo(ANSWER);
            }
        }
    }

    private static ChildProcess run(Class<?> main, String... args) {
        return ChildProcess.java(
                Stream.concat(Stream.of("-cp", ChildProcess.jar().toString(), main.getName()), Stream.of(args))
                        .toArray(String[]::new));
    }
}
