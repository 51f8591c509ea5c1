// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.PythonProgram;
import java.util.stream.Stream;
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
    private final int port = server.awaitPort();

    private static ChildProcess start(String... options) {
        return ChildProcess.labnet(Stream.concat(Stream.of("compute", "server", "--port", "0"), Stream.of(options))
                .toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pausing", "one_segment", "byte_by_byte", "namesakes", "mistakes", "crowd", "fairness"})
    void server_satisfiesPython(String check) throws Exception {
        assertPasses(check, port);
        assertThat(server.err()).doesNotContain("Exception", "ERROR");
    }

    @Test
    void upload_isCountedInASmallHeap() throws Exception {
        String jar = ChildProcess.jar().toString();
        try (ChildProcess small =
                ChildProcess.java("-Xmx64m", "-jar", jar, "compute", "server", "--port", "0", "--quiet")) {
            assertPasses("upload", small.awaitPort(), UPLOAD);
            assertThat(small.err()).isEmpty();
        }
    }

    @Test
    void console_printsTheDocumentedLines() throws Exception {
        try (ChildProcess talking = start("--exit-after-clients", "1")) {
            assertPasses("one_segment", talking.awaitPort());

            assertThat(talking.exitCode()).isZero();
            assertThat(talking.out().lines().skip(1).map(line -> line.replaceFirst("127.0.0.1:\\d+", "PEER")))
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

    private static void assertPasses(String check, int port, String... args) throws Exception {
        String[] all = Stream.concat(Stream.of(check, String.valueOf(port)), Stream.of(args))
                .toArray(String[]::new);
        try (ChildProcess python = PythonProgram.start("compute_checks.py", all)) {
            assertThat(python.exitCode()).as("%s", python).isZero();
            assertThat(python.out()).isEqualTo("passed\n");
        }
    }
}
