// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.examples.cli.BackgroundOutput;
import io.labnet.examples.cli.CommonOptions;
import io.labnet.examples.cli.Failure;
import io.labnet.examples.cli.ListenOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code labnet compute server}: answers until it is told to end. */
@Command(
        name = "server",
        description = "Computes Fibonacci numbers and factorials and counts the words of texts.",
        footer = {
            "",
            "A client sends its name and gets its UUID; then it sends requests, in any order:",
            "  FIBONACCI (a pause) 7",
            "  FACTORIAL (a pause) 6",
            "  FILE or WORD_COUNT (a pause) the length in bytes (a pause) the text",
            "  COMPLETE",
            "Without pauses it works too."
        })
final class ComputeServerCommand extends CommonOptions implements Callable<Integer> {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + ComputeProtocol.DEFAULT_PORT,
            description = "port to listen on (default: ${DEFAULT-VALUE}); 0 for a free one, which is printed")
    private int port;

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    @Option(
            names = "--fibonacci",
            paramLabel = "COUNT",
            defaultValue = "one-based",
            description = "how Fibonacci numbers are counted: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). "
                    + "The 7th is 8 as documented, 13 zero-based")
    private FibonacciCount fibonacci = FibonacciCount.ONE_BASED;

    @Option(
            names = "--words",
            paramLabel = "RULE",
            defaultValue = "runs",
            description = "what is a word: runs of non-white space or, spaces, the pieces between single spaces "
                    + "(default: ${DEFAULT-VALUE})")
    private WordCounter.Rule words = WordCounter.Rule.RUNS;

    @Option(
            names = "--pause",
            paramLabel = "MILLIS",
            defaultValue = "50",
            description = "how long a client is quiet when it pauses (default: ${DEFAULT-VALUE} ms)")
    private int pause;

    @Option(
            names = "--max-n",
            paramLabel = "N",
            defaultValue = "" + ComputeProtocol.DEFAULT_MAX_N,
            description = "compute no further than this (default: ${DEFAULT-VALUE})")
    private int maxN;

    @Option(names = "--exit-after-clients", paramLabel = "N", description = "end when so many clients have been served")
    private @Nullable Integer exitAfter;

    @Option(names = "--quiet", description = "print nothing but the line that says where it listens")
    private boolean quiet;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Failure {
        Endpoint at = listen.endpoint(port);
        requireAtLeastOne("--pause", pause);
        requireAtLeastOne("--exit-after-clients", exitAfter == null ? 1 : exitAfter);
        ComputeSettings settings;
        try {
            settings = new ComputeSettings(fibonacci, words, maxN);
        } catch (IllegalArgumentException e) {
            throw misuse("--" + e.getMessage());
        }
        PrintStream out = BackgroundOutput.inFrontOf(System.out);
        try {
            serve(at, settings, ComputeConsole.printing(out));
            return 0;
        } finally {
            out.close();
        }
    }

    private void serve(Endpoint at, ComputeSettings settings, ComputeConsole console) throws Failure {
        try (ComputeService service = new ComputeService(settings, quiet ? ComputeConsole.QUIET : console)) {
            int clients = exitAfter == null ? Integer.MAX_VALUE : exitAfter;
            var served = service.served(clients);
            Server server = listen.serve(at, service, service.options().withQuiet(Duration.ofMillis(pause)));
            served.thenRun(() -> server.stop(DRAIN));
            console.listening(server.endpoint().port());
            server.stopped().toCompletableFuture().join();
        }
    }

    private void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw misuse(option + " " + value + " is less than 1");
        }
    }

    private ParameterException misuse(String problem) {
        return new ParameterException(
                Objects.requireNonNull(spec, "set by picocli").commandLine(), problem);
    }
}
