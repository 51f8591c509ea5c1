// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.grades.Documented;
import io.labnet.cli.listen.ListenOptions;
import io.labnet.cli.process.Failure;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** Failures of commands: one line, and exit code 1. */
class FailureTest {
    private static final String CSV = Documented.SAMPLE.toString();

    /** {@code CSV} is a usable file, {@code FOLDER} a folder. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grades server --csv FOLDER | FOLDER: it is a folder, not a regular file
            grades server --port 0 --csv no-such.csv | no-such.csv: there is no such file
            grades client --csv no-such.csv 1823757 GMA | no-such.csv: there is no such file
            grades server --csv CSV --quiet --port 0 --host no.such.host.invalid | cannot listen on no.such.host.invalid:0:
            grades client --csv CSV --host no.such.host.invalid 1823757GMA | \
            cannot reach the server at no.such.host.invalid:50007:
            grades client --csv CSV 9999999 GMA | the key file has no student number 9999999
            xor server --port=0 --text=no-such.txt | no-such.txt: there is no such file
            xor server --port=0 --text=FOLDER | FOLDER: it cannot be read:
            """)
    void failure_isOneLine(String command, String reason, @TempDir Path folder) {
        CommandRun run = CommandRun.labnet(command.replace("CSV", CSV).replace("FOLDER", folder.toString()));
        assertThat(run.failure()).startsWith(reason.replace("FOLDER", folder.toString()));
    }

    /** Reading one of them would never end, and another one would block. */
    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(
            strings = {
                "xor server --port=0 --text=/dev/zero",
                "compute client --port=1 --studentID=20200000 --submit=False --text=/dev/zero"
            })
    void deviceAsText_isFailure(String command) {
        assertThat(CommandRun.labnet(command).failure()).contains("/dev/zero", "it is a pipe or a device");
    }

    @Test
    void brokenFile_failureNamesLine(@TempDir Path folder) throws IOException {
        String broken = Files.readString(Documented.SAMPLE).replace(",8.5,4,3,10,", ",8.5,four,3,10,");
        Path csv = Files.writeString(folder.resolve("grades.csv"), broken);
        assertThat(CommandRun.labnet("grades server --port 0 --csv", csv.toString())
                        .failure())
                .startsWith(csv + ", line 2, column \"Lab 2\": \"four\" is refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grades server --csv CSV", "xor server --words=1 --db=DB"})
    void takenPort_isAFailure(String command, @TempDir Path folder) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String words = command.replace("CSV", CSV).replace("DB", folder + "/s.db");
            CommandRun run = CommandRun.labnet(words + " --port=" + taken.getLocalPort());
            assertThat(run.exited(1).errorLines())
                    .singleElement()
                    .asString()
                    .startsWith("labnet " + command.replaceFirst(" --.*", "") + ": cannot listen on 127.0.0.1:"
                            + taken.getLocalPort() + ": ");
        }
    }

    /** Every client; {@code CSV} is a usable file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "grades client --csv CSV 1823757 GMA",
                "xor client --host=127.0.0.1 --studentID=20200000",
                "compute client --studentID=20200000 --submit=False",
                "numbers client 25",
                "crds list",
                "crds find room1",
                "crds delete room1",
                "crds make room1 239.0.0.1 5000"
            })
    void closedPort_isAFailure(String command) throws IOException {
        // The port is bound but not listening: connections are refused, and no other process can take it.
        try (Socket refusing = new Socket()) {
            refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            CommandRun run = CommandRun.labnet(command.replace("CSV", CSV) + " --port=" + refusing.getLocalPort());
            String server = "127.0.0.1:" + refusing.getLocalPort() + ": no server listens there";
            run.failed(
                    command.startsWith("crds") ? "the directory at " + server : "cannot reach the server at " + server);
        }
    }

    @Test
    void failedServer_endsCommandWithOneLine() {
        OutOfMemoryError cause = new OutOfMemoryError("Java heap space");
        CommandRun.of(new Serving(CompletableFuture.failedFuture(cause)))
                .failed("the server has stopped, because one of its threads failed:"
                        + " java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void stoppedServer_endsCommandNormally() {
        assertThat(CommandRun.of(new Serving(CompletableFuture.completedFuture(null)))
                        .succeeded())
                .isEmpty();
    }

    @Command(name = "serving")
    private static final class Serving implements Callable<Integer> {
        private final CompletableFuture<Void> stopped;

        Serving(CompletableFuture<Void> stopped) {
            this.stopped = stopped;
        }

        @Override
        public Integer call() throws Failure {
            ListenOptions.awaitEnd(new EndedServer(stopped));
            return 0;
        }
    }

    private record EndedServer(CompletableFuture<Void> end) implements Server {
        @Override
        public Endpoint endpoint() {
            return Endpoint.loopback(1);
        }

        @Override
        public CompletionStage<Void> stop(Duration drain) {
            return end;
        }

        @Override
        public CompletionStage<Void> stopped() {
            return end;
        }

        @Override
        public void close() {}
    }
}
