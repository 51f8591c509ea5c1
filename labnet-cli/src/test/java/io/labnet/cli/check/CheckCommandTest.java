// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check | PROTOCOL",
                "check ftp server --port 1 | 'ftp' is not one of ",
                "check crds proxy --port 1 | 'proxy' is not one of client, server",
                "check crds server | either --exec 'COMMAND' or --port PORT is required",
                "check crds server --port 1 --fixed-port 2 | --fixed-port needs --exec",
                "check crds server --port 1 --quiet --verbose | --quiet and --verbose exclude each other",
                "check crds server --port 1 --format yaml | --format 'yaml' is not one of text, json",
                "check crds server --port 1 --format json --format html | only one format can go to standard output",
                "check crds server --port 1 --jobs 2 | --results and --jobs need --batch",
                "check crds server --port 1 --batch missing | --batch 'missing' is not a folder",
                "check crds server --port 1 --timeout 1 | --timeout 1 is not within 100 to 60000",
                "check crds server --port 1 --xfail crds-4.2 --xfail crds-4.2=x | --xfail names crds-4.2 twice",
            })
    void wrongOptions_areUsageErrors(String line, String problem) {
        CommandRun.labnet(line).misused(problem);
    }

    @Test
    void commandWithoutPort_isAUsageError() {
        CommandRun.labnet("check crds server --exec", "python3 server.py").misused("has no {port}");
        CommandRun.labnet("check crds server --exec", "python3 'server.py {port}")
                .misused("--exec");
    }

    @Test
    void whatCanNotBeUsed_isAUsageError() {
        String line = "check crds server --port 1";
        CommandRun.labnet(line, "--format=json=" + folder.resolve("none/report.json"))
                .misused("its folder does not exist");
        CommandRun.labnet(line, "--format=json=" + folder).misused("it is a folder");
        String file = folder.resolve("report").toString();
        CommandRun.labnet(line, "--format=json=" + file, "--format=html=" + file)
                .misused("two formats go to");
        CommandRun.labnet(line, "--host=nosuch.invalid").misused("no such host is known");
        CommandRun.labnet(line, "--tls-ca=" + folder.resolve("none.pem")).misused("does not exist");
        CommandRun.labnet("check crds client --tls --exec", "client {port}").misused("by plain TCP");
    }

    @Test
    void repeatedCommand_canBePasted() throws IOException {
        Path json = folder.resolve("report.json");
        CommandRun run = CommandRun.labnet(
                "check crds server --id 7 --timeout 200 --format=json=" + json, "--exec", "/bin/sh -c 'exit 3' {port}");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(Files.readString(json))
                .contains("--exec '/bin/sh -c '\\\\''exit 3'\\\\'' {port}' --id '7' --timeout 200");
    }

    @Test
    void list_runsNothing() {
        assertThat(CommandRun.labnet("check crds server --list --only crds-4.2").succeeded())
                .contains("crds-4.2/umlauts", "must", "points")
                .doesNotContain("crds-3", "getdir");
        assertThat(CommandRun.labnet("check crds server --list --verbose --only crds-4.2/long")
                        .lines())
                .contains("    getdir");
        assertThat(CommandRun.labnet("check crds server --list --only crds-9").exitCode())
                .isEqualTo(4);
    }

    private static Server server() throws IOException {
        return new TcpTransport().serve(Endpoint.loopback(0), new CrdsService(new MemoryRoomDirectory()));
    }

    @Test
    void rightServer_passes() throws IOException {
        Path json = folder.resolve("report.json");
        try (Server server = server()) {
            String line = "check crds server --only crds-4.2 --port "
                    + server.endpoint().port();
            assertThat(CommandRun.labnet(line, "--format=text", "--format=json=" + json)
                            .succeeded())
                    .contains("ok      must   crds-4.2/umlauts", "crds server: passed; ");
            assertThat(CommandRun.labnet(line, "--quiet").lines()).hasSize(2);
            assertThat(CommandRun.labnet(line, "--format=junit").succeeded()).startsWith("<?xml");
        }
        assertThat(Files.readString(json)).contains("\"verdict\" : \"passed\"");
    }

    @Test
    void unexpectedPass_fails() throws IOException {
        try (Server server = server()) {
            CommandRun run = CommandRun.labnet("check crds server --only crds-4.2 --xfail crds-4.2 --port "
                    + server.endpoint().port());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).contains("XPASS   must   crds-4.2/");
        }
    }

    @Test
    void selectionOfNothing_isNoPass() throws IOException {
        try (Server server = server()) {
            CommandRun run = CommandRun.labnet("check crds server --only crds-9 --port "
                    + server.endpoint().port());
            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.out()).contains("no case is selected");
        }
    }

    @Test
    void programThatEnds_isNotStarted() {
        CommandRun run = CommandRun.labnet("check crds server --exec", "/bin/sh -c 'echo broken; exit 3' {port}");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("it ended with exit status 3; it printed:", "broken");
    }
}
