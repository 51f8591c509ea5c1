// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.PythonProgram;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.crds.client.CrdsClient;
import java.util.List;
import java.util.stream.Stream;

/** {@code labnet crds server}, started from the jar on a free port. */
final class DirectoryServerProcess implements AutoCloseable {
    private final ChildProcess process;
    private final int port;

    private DirectoryServerProcess(ChildProcess process) {
        this.process = process;
        this.port = process.awaitPort();
    }

    static DirectoryServerProcess start(String... options) {
        List<String> fixed = List.of("crds", "server", "--port", "0");
        String[] args = Stream.concat(fixed.stream(), Stream.of(options)).toArray(String[]::new);
        return new DirectoryServerProcess(ChildProcess.labnet(args));
    }

    ChildProcess process() {
        return process;
    }

    int port() {
        return port;
    }

    CrdsClient client() {
        return new CrdsClient(new TcpTransport(), Endpoint.loopback(port));
    }

    /** Has a program in Python check this server. */
    void assertSatisfiesPython(String check) throws Exception {
        try (ChildProcess python = PythonProgram.startPlain("directory_checks.py", check, String.valueOf(port))) {
            assertThat(python.exitCode()).as("%s", python).isZero();
            assertThat(python.out()).isEqualTo("passed\n");
        }
        assertThat(process.err()).doesNotContain("Exception", "ERROR");
    }

    @Override
    public void close() {
        process.close();
    }
}
