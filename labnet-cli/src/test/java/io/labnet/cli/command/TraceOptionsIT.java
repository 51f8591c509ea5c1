// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The trace options of servers and clients. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class TraceOptionsIT {
    private static final Pattern END = Pattern.compile("\\[1] \\S+ closed");

    @TempDir
    private static Path serverDirectory;

    private static ChildProcess server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = ChildProcess.labnet("numbers server --keep-running --port 0 --trace --trace-dir "
                + serverDirectory.resolve("new/directory"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CommandRun client(String options) {
        return CommandRun.labnet("numbers client 25 --name Ada --port " + server.awaitPort() + " " + options);
    }

    private static List<Path> files(Path of) throws Exception {
        try (Stream<Path> files = Files.list(of)) {
            return files.toList();
        }
    }

    @Test
    void trace_isPrintedByBothSidesAndWrittenToAFile() throws Exception {
        String traced = ChildProcess.labnet("numbers client 25 --name Ada --trace --port " + server.awaitPort())
                .end()
                .exited(0)
                .err();
        server.awaitErrorLine(END);
        String ofServer =
                Files.readString(files(serverDirectory.resolve("new/directory")).get(0));
        for (String transcript : List.of(traced, server.err(), ofServer)) {
            assertThat(transcript).contains(" client: ", " server: ", "client_name");
        }
        assertThat(traced).contains("[1] +0.000 this client connected to 127.0.0.1:" + server.awaitPort());
        assertThat(server.err()).contains(" connected to this server");
    }

    @Test
    void traceDir_ofAClientHasOneFile() throws Exception {
        client("--trace-dir " + directory).succeeded();
        assertThat(files(directory)).singleElement().satisfies(file -> {
            assertThat(file.getFileName()).hasToString("connection-1-127.0.0.1-" + server.awaitPort() + ".txt");
            assertThat(Files.readString(file)).contains("connected to", " client: ", " server: ", " closed");
        });
    }

    @Test
    void otherAddresses_areNotTraced() throws Exception {
        client("--trace-only 10.0.0.0/8,::2 --trace-dir " + directory).succeeded();
        assertThat(files(directory)).isEmpty();
    }

    @Test
    void unusableDirectory_isAFailure() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(client("--trace-dir " + file).failure()).startsWith("cannot use " + file + " for transcripts: ");
    }

    @Test
    void optionsThatDontFit_areUsageErrors() {
        client("--trace-secrets").misused("--trace-secrets needs --trace or --trace-dir");
        client("--trace-only nowhere").misused("nowhere");
    }
}
