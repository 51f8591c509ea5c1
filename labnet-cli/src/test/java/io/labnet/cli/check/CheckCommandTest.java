// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.check.report.BatchRow;
import io.labnet.cli.CommandRun;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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
                "check crds server --exec {port} --batch / | --batch '/' is a folder without a name",
                "check crds server --batch . --list | --batch and --list exclude each other",
                "check crds server --batch . --format=json=x | --batch and --format exclude each other",
                "check crds server --batch . --record x | --batch and --record exclude each other",
                "check crds server --batch . --quiet | --batch and --quiet exclude each other",
                "check crds server --batch . --verbose | --batch and --verbose exclude each other",
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

    /** Checks one program, which ends at once. */
    private CommandRun batch(String... more) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs").resolve("ada"))
                .getParent()
                .resolve(".");
        String[] options = {"--exec", "/bin/sh -c 'exit 3' {port}", "--batch", programs.toString(), "--jobs", "1"};
        return CommandRun.labnet(
                "check crds server",
                Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new));
    }

    private Path results() {
        return folder.resolve("programs-results");
    }

    @Test
    void batch_writesItsFilesBesideThePrograms() throws IOException {
        assertThat(batch().exited(1).out()).contains("ada", "not-started", "0 of 1 programs passed");
        assertThat(results().resolve("results.csv")).content().contains("\nada,not-started,0,");
        assertThat(results().resolve("index.html")).content().contains("<a href=\"ada.html\">ada</a>");
    }

    @Test
    void batchWithoutAnyCase_isNoResult() throws IOException {
        assertThat(batch("--only", "crds-9").exited(4).out()).contains("too-little");
    }

    @Test
    void batchWithAFailureOfTheCheck_saysSo() throws IOException {
        Files.createDirectories(results().resolve("ada.json"));
        assertThat(batch().exited(5).out()).contains("internal");
        assertThat(results().resolve("results.csv")).content().contains("the report can't be written: ");
    }

    @Test
    void batchWithOtherOptions_isAnotherBatch() throws IOException {
        CommandRun unused = batch("--only", "crds-4.2,crds-4.1", "--strict", "--id=7");
        String origin = "labnet check crds server --exec '/bin/sh -c 'exit 3' {port}' --id '7'"
                + " --only 'crds-4.2,crds-4.1' --strict";
        Path report = results().resolve("ada.json");
        assertThat(BatchRow.origin(report)).isEqualTo(origin);
        assertThat(batch("--timeout", "500").exited(1).out()).contains("not-started");
        assertThat(BatchRow.origin(report)).endsWith(" --timeout '500'");
        Files.writeString(report, Files.readString(report).replace("not-started", "passed"));
        CommandRun same = batch("--timeout", "500", "--results", results().toString());
        assertThat(same.exited(0).out()).contains("1 of 1 programs passed");
    }
}
