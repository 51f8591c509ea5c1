// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.compute;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.Choices;
import io.labnet.cli.command.LongRunning;
import io.labnet.cli.listen.ListenOptions;
import io.labnet.cli.process.BackgroundOutput;
import io.labnet.cli.process.Failure;
import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.WordCounter;
import io.labnet.compute.server.ComputeListener;
import io.labnet.compute.server.ComputeService;
import io.labnet.compute.server.ComputeSettings;
import io.labnet.compute.trace.ComputeDialogue;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code labnet compute server}: answers requests until the process is terminated. */
@Command(
        name = "server",
        description = "Computes Fibonacci numbers and factorials, and counts words.",
        footer = {
            "",
            "A client sends its name and gets its UUID; then it sends requests, in any order:",
            "  FIBONACCI (a pause) 7",
            "  FACTORIAL (a pause) 6",
            "  FILE or WORD_COUNT (a pause) the length in bytes (a pause) the text",
            "  COMPLETE",
            "It also accepts requests without pauses.",
            "",
            "Example: labnet compute server --port 1234 --fibonacci zero-based"
        })
final class ComputeServerCommand extends LongRunning implements Callable<Integer> {
    private static final class Counts extends Choices<FibonacciCount> {
        Counts() {
            super(FibonacciCount.class);
        }
    }

    private static final class WordRules extends Choices<WordCounter.Rule> {
        WordRules() {
            super(WordCounter.Rule.class);
        }
    }

    @Mixin
    private final ListenOptions listen =
            new ListenOptions(ComputeProtocol.DEFAULT_PORT, ComputeProtocol.IDLE, ComputeDialogue::new);

    @Option(
            names = "--fibonacci",
            paramLabel = "COUNT",
            defaultValue = "one-based",
            converter = Counts.class,
            completionCandidates = Counts.class,
            description = "how Fibonacci numbers are counted: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). "
                    + "FIBONACCI 7 is 8 one-based, as documented, and 13 zero-based")
    private FibonacciCount fibonacci = FibonacciCount.ONE_BASED;

    @Option(
            names = "--words",
            paramLabel = "RULE",
            defaultValue = "runs",
            converter = WordRules.class,
            completionCandidates = WordRules.class,
            description = "how words are counted: 'runs' of non-white-space, or the pieces between single 'spaces' "
                    + "(default: ${DEFAULT-VALUE})")
    private WordCounter.Rule words = WordCounter.Rule.RUNS;

    @Bounds(min = 1, max = ComputeProtocol.LONGEST_PAUSE, unit = "ms")
    @Option(
            names = "--pause",
            paramLabel = "MILLIS",
            defaultValue = "50",
            description = "how long a silence counts as a pause (default: ${DEFAULT-VALUE} ms)")
    private int pause;

    @Bounds(min = 0, max = ComputeSettings.GREATEST_MAX_N)
    @Option(
            names = "--max-n",
            paramLabel = "N",
            defaultValue = "" + ComputeProtocol.DEFAULT_MAX_N,
            description = "the largest number to accept in FIBONACCI and FACTORIAL (default: ${DEFAULT-VALUE})")
    private int maxN;

    @Bounds(min = 1, max = Integer.MAX_VALUE)
    @Option(names = "--exit-after-clients", paramLabel = "N", description = "end after serving N clients")
    private @Nullable Integer exitAfter;

    @Option(names = "--quiet", description = "print only the line with the port")
    private boolean quiet;

    @Override
    public Integer call() throws Failure {
        Endpoint at = listen.endpoint();
        ComputeSettings settings = new ComputeSettings(fibonacci, words, maxN, listen.idle());
        PrintStream out = BackgroundOutput.inFrontOf(System.out);
        try {
            serve(at, settings, ComputeListener.printing(out));
            return 0;
        } finally {
            out.close();
        }
    }

    private void serve(Endpoint at, ComputeSettings settings, ComputeListener listener) throws Failure {
        try (ComputeService service = new ComputeService(settings, quiet ? ComputeListener.SILENT : listener)) {
            int clients = exitAfter == null ? Integer.MAX_VALUE : exitAfter;
            var served = service.served(clients);
            Server server = listen.serve(at, service, service.options().withQuiet(Duration.ofMillis(pause)));
            served.thenRun(() -> server.stop(ListenOptions.DRAIN));
            listener.listening(server.endpoint());
            ListenOptions.awaitEnd(server);
            listener.stopped();
        }
    }
}
