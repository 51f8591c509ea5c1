// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a process, and at the other end Python programs with plain sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComputeServerIT {
    /** Megabytes that are uploaded to a server with a heap of 64. */
    private static final String UPLOAD = System.getProperty("labnet.test.upload", "150");

    private final ChildProcess server = start("--quiet");

    private static ChildProcess start(String... options) {
        return ChildProcess.labnet("compute server --port 0", options);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pausing", "one_segment", "byte_by_byte", "namesakes", "mistakes", "crowd", "fairness"})
    void server_satisfiesPython(String check) throws Exception {
        server.satisfies("compute_checks.py", check);
    }

    @Test
    void upload_isCountedInASmallHeap() throws Exception {
        try (ChildProcess small = ChildProcess.labnetIn("-Xmx64m", "compute server --port 0 --quiet")) {
            small.satisfies("compute_checks.py", "upload", UPLOAD);
            assertThat(small.err()).isEmpty();
        }
    }

    @Test
    void console_printsTheDocumentedLines() throws Exception {
        try (ChildProcess talking = start("--exit-after-clients", "1")) {
            talking.satisfies("compute_checks.py", "one_segment");
            assertThat(talking.end().exited(0).lines().stream()
                            .skip(1)
                            .map(line -> line.replaceFirst("127.0.0.1:\\d+", "PEER")))
                    .containsExactly(
                            "[PEER]",
                            "Client name is: Client1",
                            "FIBONACCI",
                            "[PEER] Fibonacci request from client, fib of 7",
                            "FACTORIAL",
                            "[PEER] Factorial request from client, fact of 6",
                            "FILE",
                            "A B C D E F G H I J",
                            "[PEER] File request from client, words in file are 10",
                            "COMPLETE");
        }
    }
}
