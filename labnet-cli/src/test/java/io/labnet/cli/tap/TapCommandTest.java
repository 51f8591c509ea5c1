// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tap | PROTOCOL",
                "tap xor | --listen",
                "tap ftp --listen 0 | 'ftp' is not one of grades, crds, xor, compute, numbers",
                "tap xor --listen 70000 | --listen: port 70000 is not within 0 to 65535",
                "tap xor --listen here | --listen 'here' is not HOST:PORT",
                "tap xor --listen 0 --to 4000 | --to '4000' is not HOST:PORT",
                "tap xor --listen 0 --to host: | --to 'host:' is not HOST:PORT",
                "tap xor --listen 0 --to 127.0.0.1:0 | --to: port 0 is not within 1 to 65535",
                "tap xor --listen 0 --connections 0 | --connections 0 is not within 1 to 2147483647",
                "tap xor --listen 0 --interface lo | --interface needs --udp",
                "tap xor --udp --listen 239.0.0.10:5000 | --udp listens in a chat room of crds",
                "tap crds --udp --listen 239.0.0.10:5000 --to h:1 | --udp listens in a chat room of crds",
                "tap crds --udp --listen 10.0.0.1:5000 | --listen 10.0.0.1:5000: ",
            })
    void wrongOptions_areUsageErrors(String line, String problem) {
        CommandRun.labnet(line).misused(problem);
    }

    @Test
    void takenPort_isAFailure() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(CommandRun.labnet("tap xor --listen " + taken.getLocalPort())
                            .failure())
                    .startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
        }
    }

    @Test
    void recordInAMissingDirectory_isAFailure(@TempDir Path directory) {
        Path file = directory.resolve("missing").resolve("run.pcapng");
        assertThat(CommandRun.labnet("tap xor --listen 0 --record", file.toString())
                        .failure())
                .startsWith("cannot record to " + file + ": ");
    }
}
