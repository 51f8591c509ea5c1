// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.compute;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.FileErrors;
import io.labnet.cli.connect.HostOption;
import io.labnet.cli.connect.Unreachable;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.cli.scores.ScoreBookOptions;
import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.grader.ComputeGrader;
import io.labnet.compute.grader.TestPlan;
import io.labnet.compute.grader.TextSource;
import io.labnet.compute.server.ComputeSettings;
import io.labnet.compute.trace.ComputeDialogue;
import io.labnet.core.transport.Endpoint;
import io.labnet.store.scores.ScoreBook;
import io.labnet.store.scores.ScoreTask;
import io.labnet.store.scores.Submission;
import io.labnet.xorproto.server.ScoreRegister;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code labnet compute client}: tests a server and scores it. */
@Command(
        name = "client",
        description = {
            "Tests a compute server and scores it.",
            "Several clients connect at the same time and send requests in random order; correct replies score points. The "
                    + "exit code is 0 only for all 40 points."
        },
        footer = {
            "",
            "Points: Fibonacci numbers 5, factorials 5 and word counts 10 if one client got",
            "only correct replies of that type, and as many again if all clients did.",
            "",
            "Example: labnet compute client --port=1234 --studentID=20200000 --submit=False"
        })
final class ComputeClientCommand extends CommonOptions implements Callable<Integer> {
    /** The maximum number of clients: the buffers of so many connections fit in a heap of 100 MB. */
    private static final int MAX_CLIENTS = 1000;

    private static final int MAX_SECONDS = 3600;

    @Mixin
    private final HostOption host = new HostOption(ComputeDialogue::new);

    @Bounds(min = 1, max = 0xffff)
    @Option(names = "--port", required = true, paramLabel = "PORT", description = "the server's port (required)")
    private int port;

    @Bounds(min = 0, max = 99_999_999)
    @Option(
            names = "--studentID",
            required = true,
            paramLabel = "ID",
            description = "the id, of 8 digits, of the student whose server it is (required)")
    private long studentId;

    @Option(
            names = "--submit",
            required = true,
            arity = "1",
            paramLabel = "True|False",
            converter = Submit.class,
            completionCandidates = SubmitWords.class,
            description = "True stores the points if they are the student's best; False only shows them (required)")
    private boolean submit;

    @Mixin
    private final ScoreBookOptions scores = new ScoreBookOptions();

    @Bounds(min = 1, max = MAX_CLIENTS)
    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "" + TestPlan.CLIENTS,
            description = "the number of concurrent clients (default: ${DEFAULT-VALUE})")
    private int clients;

    @Bounds(min = TestPlan.MIN_REQUESTS, max = TestPlan.MAX_QUESTIONS)
    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "" + TestPlan.REQUESTS,
            description = "the number of requests of each client, at least 3; of all clients together at most "
                    + TestPlan.MAX_QUESTIONS + " (default: ${DEFAULT-VALUE})")
    private int requests;

    @Bounds(min = 1, max = ComputeSettings.GREATEST_MAX_N)
    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "" + TestPlan.MAX,
            description = "the largest number in Fibonacci and factorial requests (default: ${DEFAULT-VALUE}). "
                    + "20! is the largest factorial that fits in 64 bits, which many servers use")
    private int max;

    @Option(
            names = "--text",
            paramLabel = "FILE",
            description = "the text of the word count requests (default: random words)")
    private @Nullable Path text;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "the seed of the random requests; the same seed gives the same requests")
    private @Nullable Long seed;

    @Bounds(min = 0, max = ComputeProtocol.LONGEST_PAUSE, unit = "ms")
    @Option(
            names = "--pause",
            paramLabel = "MILLIS",
            defaultValue = "100",
            description = "how long to pause between request word, number and text (default: ${DEFAULT-VALUE} ms)")
    private int pause;

    @Bounds(min = 1, max = MAX_SECONDS, unit = "s")
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description =
                    "how long to wait for a reply (default: ${DEFAULT-VALUE} s, longer than labnet's server takes)")
    private int timeout = (int) ComputeProtocol.client().idle().toSeconds();

    @Override
    public Integer call() throws Failure, InterruptedException {
        Endpoint server = host.endpoint(port);
        if ((long) clients * requests > TestPlan.MAX_QUESTIONS) {
            throw new UsageError("--clients " + clients + " with --requests " + requests + " each are "
                    + (long) clients * requests + " requests, more than " + TestPlan.MAX_QUESTIONS);
        }
        if (submit && !ScoreRegister.isStudentId(studentId)) {
            throw new UsageError("--studentID " + studentId + " does not have 8 digits, so its points can't be stored");
        }
        if (!submit) {
            return test(server) == ComputeGrader.MAX_POINTS ? 0 : 1;
        }
        // Opened before the test, so that a failure is reported before the user waits for the test.
        try (ScoreBook book = scores.open()) {
            int points = test(server);
            var best = book.submit(new Submission(studentId, ScoreTask.COMPUTE, points, Instant.now()));
            System.out.println("Submitted: the best of " + studentId + " is now " + best.points() + " points");
            return points == ComputeGrader.MAX_POINTS ? 0 : 1;
        } catch (IOException e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    private int test(Endpoint server) throws Failure, InterruptedException {
        long drawn = seed == null ? new Random().nextInt(Integer.MAX_VALUE) : seed;
        TestPlan plan = new TestPlan(clients, requests, max, source(), drawn);
        Duration patience = Duration.ofSeconds(timeout);
        ComputeGrader test = new ComputeGrader(host.transport(), server, Duration.ofMillis(pause), patience);
        int points;
        try (GraderProgress progress = GraderProgress.of(plan)) {
            points = test.run(plan, progress);
            if (!progress.anyIdentified()) {
                System.err.println("no client received a UUID, so no request was sent; the report says why");
            }
        } catch (IOException e) {
            throw Unreachable.server(server, e);
        }
        if (points < ComputeGrader.MAX_POINTS && seed == null) {
            System.out.println("(--seed=" + drawn + " repeats these requests)");
        }
        return points;
    }

    private Optional<TextSource> source() throws Failure {
        try {
            return text == null ? Optional.empty() : Optional.of(TextSource.of(text));
        } catch (IOException e) {
            throw new Failure(text + " cannot be read: " + FileErrors.reason(e), e);
        }
    }

    /**
     * Accepts True or False in upper or lower case, and with an equals sign before the word: the course document also
     * shows {@code --submit==TRUE}.
     */
    private static final class Submit implements ITypeConverter<Boolean> {
        @Override
        public Boolean convert(String value) {
            String word = value.startsWith("=") ? value.substring(1) : value;
            if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
                return Boolean.valueOf(word);
            }
            throw new TypeConversionException("'" + value + "' is neither True nor False");
        }
    }

    private static final class SubmitWords extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        SubmitWords() {
            super(List.of("True", "False"));
        }
    }
}
