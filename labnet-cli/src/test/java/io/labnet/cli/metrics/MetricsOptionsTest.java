// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class MetricsOptionsTest {
    @Test
    void portInUse_fails() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(CommandRun.labnet("numbers server --port 0 --metrics", port)
                            .failure())
                    .startsWith("cannot serve metrics on 127.0.0.1:" + port + ": ")
                    .contains("in use");
        }
    }

    @Test
    void serverPortInUse_freesTheMetricsPort() throws Exception {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(CommandRun.labnet("numbers server --port " + taken.getLocalPort() + " --metrics " + free)
                            .failure())
                    .startsWith("cannot listen on ");
        }
        try (ServerSocket again = new ServerSocket(free, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void hostWithoutPort_isMisuse() {
        CommandRun.labnet("numbers server --port 0 --metrics-host 127.0.0.1")
                .misused("--metrics-host is the address for --metrics, which is missing");
    }
}
