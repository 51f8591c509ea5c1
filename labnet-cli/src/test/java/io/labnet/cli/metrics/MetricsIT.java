// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics of the servers as processes. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class MetricsIT {
    private static final Pattern METRICS = Pattern.compile("metrics on (http://127\\.0\\.0\\.1:\\d+/metrics)");

    @ParameterizedTest
    @ValueSource(strings = {"grades", "xor", "crds", "compute", "numbers"})
    void everyServer_hasMetrics(String name, @TempDir Path folder) throws Exception {
        Path csv = folder.resolve("grades.csv");
        try (InputStream sample = getClass().getResourceAsStream("/io/labnet/cli/demo/grades.csv")) {
            Files.write(csv, Objects.requireNonNull(sample).readAllBytes());
        }
        String line = name + " server --port 0 --metrics 0" + (name.equals("grades") ? " --csv " + csv : "");
        try (ChildProcess server = ChildProcess.labnet(line)) {
            String url = server.listening().awaitLine(METRICS).group(1);
            assertThat(server.out()).matches("(?s).*metrics on .*(?i:listening).*");
            assertThat(HttpReply.get(url).text())
                    .contains("labnet_connections_accepted_total{server=\"" + name + "\"} 0.0");
            assertThat(server.terminated().exitCode()).isEqualTo(143);
        }
    }

    @Test
    void clients_areCounted() throws Exception {
        try (ChildProcess server = ChildProcess.labnet("crds server --port 0 --metrics 0")) {
            CommandRun.labnet("crds list --port=" + server.awaitPort()).exited(0);
            assertThat(server.exchange("GET / HTTP/1.1\r\n\r\n")).isEmpty();
            String url = server.awaitLine(METRICS).group(1);
            await().atMost(ChildProcess.PATIENCE)
                    .untilAsserted(() -> assertThat(HttpReply.get(url).text())
                            .contains(
                                    "labnet_connections_accepted_total{server=\"crds\"} 2.0",
                                    "labnet_connections_active{server=\"crds\"} 0.0",
                                    "labnet_messages_total{server=\"crds\",type=\"GetDirectory\"} 1.0",
                                    "labnet_refusals_total{reason=\"malformed\",rule=\"crds-1.1\",server=\"crds\"} 1.0",
                                    "labnet_request_duration_seconds_count{server=\"crds\"} 1",
                                    "labnet_connection_duration_seconds_count{server=\"crds\"} 2"));
        }
    }
}
