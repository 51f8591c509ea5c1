// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.command.Program;
import io.labnet.cli.grades.Documented;
import io.labnet.cli.listen.ListenOptions;
import io.labnet.cli.process.InterruptOnExit;
import io.labnet.core.session.ByteSession;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.numbers.NumberProtocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** SIGHUP, which a server without a terminal survives; a second signal; SIGTERM while a program has hardly begun. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class SignalIT {
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no such signal")
    void sighup_serverWithoutTerminal_keepsRunning() throws Exception {
        try (ChildProcess running = withoutTerminal("crds server --port=0")) {
            int port = running.awaitPort();
            hangUp(running.onlyChild());
            CommandRun.labnet("crds list --port=" + port).exited(0);
            running.onlyChild().destroy();
            // If SIGHUP had ended it, the exit code would be 129.
            running.end().exited(143);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no such signal")
    void sighup_gradeServer_readsFileAgain(@TempDir Path folder) throws Exception {
        Path grades = Files.copy(Documented.SAMPLE, folder.resolve("grades.csv"));
        try (ChildProcess running = withoutTerminal("grades server --port=0", "--csv=" + grades)) {
            int unused = running.awaitPort();
            hangUp(running.onlyChild());
            running.awaitErrorLine(Pattern.compile(".* was read again: \\d+ students"));
            running.onlyChild().destroy();
            running.end().exited(143);
        }
    }

    /** The incomplete request of a client would let the server stop only after seconds. */
    @ParameterizedTest
    @CsvSource({"INT, TERM, 143", "TERM, INT, 130"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such signals")
    void secondSignal_endsAtOnce(String first, String second, int code) throws Exception {
        try (ChildProcess running = withoutTerminal("numbers server --port=0");
                Socket client = running.connect()) {
            client.getOutputStream().write("{".getBytes(StandardCharsets.US_ASCII));
            running.awaitLine(Pattern.compile(".*Connection accepted from .*"));
            String script = "kill -$1 $0; read next; kill -$2 $0";
            String pid = String.valueOf(running.onlyChild().pid());
            try (ChildProcess killer = ChildProcess.start(Map.of(), List.of("sh", "-c", script, pid, first, second))) {
                await().atMost(ChildProcess.PATIENCE).until(() -> isRefused(running));
                killer.type("\n");
                CommandRun run = running.end().exited(code);
                assertThat(run.err()).isEmpty();
            }
        }
    }

    private static boolean isRefused(ChildProcess server) throws IOException {
        try {
            server.connect().close();
            return false;
        } catch (ConnectException stopping) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void sigterm_duringStart_endsQuietly(LateStart.Begun begun) throws Exception {
        String classPath = System.getProperty("java.class.path");
        try (ChildProcess program = ChildProcess.java("-cp", classPath, LateStart.class.getName(), begun.name())) {
            program.awaitLine(Pattern.compile("ready"));
            CommandRun run = program.terminated().exited(143);
            assertThat(run.out()).isEqualTo("ready\n");
            assertThat(run.err()).isEmpty();
        }
    }

    private static ChildProcess withoutTerminal(String line, String... more) throws Exception {
        return PythonProgram.start("without_terminal.py", ChildProcess.labnetCommand(line, more));
    }

    private static void hangUp(ProcessHandle process) throws Exception {
        ChildProcess.start(Map.of(), List.of("kill", "-HUP", "" + process.pid()))
                .end()
                .exited(0);
    }

    /** A program that begins its work only when the process is already ending. */
    @Command(name = "late")
    static final class LateStart implements Callable<Integer> {
        /** What is begun. */
        enum Begun {
            SERVER,
            CLEAN_UP,
            WORK_THAT_FAILS
        }

        private final CountDownLatch ending = new CountDownLatch(1);
        private volatile boolean awake;

        @Mixin
        private final ListenOptions listen = new ListenOptions(
                4000, Duration.ofSeconds(30), () -> Dialogue.of(NumberProtocol.server(), NumberProtocol.client()));

        @Parameters
        private Begun begun = Begun.SERVER;

        public static void main(String[] args) {
            Program.main(new LateStart(), args);
        }

        @Override
        public Integer call() throws Exception {
            Thread starting = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitTheStart(starting)));
            System.out.println("ready");
            ending.await();
            awake = true;
            switch (begun) {
                case SERVER -> listen.serve(Endpoint.loopback(0), peer -> noSession());
                case CLEAN_UP -> InterruptOnExit.begin(Duration.ofSeconds(1)).close();
                case WORK_THAT_FAILS -> throw new IllegalStateException("Shutdown in progress");
            }
            return 0;
        }

        /** Holds the end up until the program waits for it, or has ended by itself. */
        private void awaitTheStart(Thread starting) {
            ending.countDown();
            while (!awake || starting.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
        }

        private static ByteSession noSession() {
            throw new AssertionError("nobody connects");
        }
    }
}
