// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.LongRunning;
import io.labnet.cli.listen.ListenOptions;
import io.labnet.cli.process.BackgroundOutput;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.Shutdown;
import io.labnet.cli.process.UsageError;
import io.labnet.cli.scores.ScoreBookOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.store.scores.ScoreBook;
import io.labnet.xorproto.XorProtocol;
import io.labnet.xorproto.server.FileText;
import io.labnet.xorproto.server.RandomWords;
import io.labnet.xorproto.server.ScoreQueue;
import io.labnet.xorproto.server.ScoreRegister;
import io.labnet.xorproto.server.XorListener;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import io.labnet.xorproto.trace.XorDialogue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code labnet xor server}: sets the task, scores it and stores the best scores, until the process is terminated. */
@Command(
        name = "server",
        description = {
            "Sets the task, scores it, and stores the best scores.",
            "Sends each client an encrypted text, scores the decrypted text that comes back, and stores the best "
                    + "score of each student who submits."
        },
        footer = {
            "",
            "Score: 10 points for a valid request, 10 for returning all packets (the last",
            "one must arrive after the server has sent the whole text), 15 for the right",
            "length and 15 for the right text.",
            "A request with the keyword sbmt submits; any other keyword only tests.",
            "",
            "Example: labnet xor server --words 5000 --db scores.db"
        })
final class XorServerCommand extends LongRunning implements Callable<Integer> {
    private static final int DEFAULT_WORDS = 5000;

    /**
     * The last part of the time for stopping the server. If a hanging database has not stored the scores when this part
     * begins, the server stops waiting, and sends the clients their replies.
     */
    private static final Duration TELLING = Duration.ofSeconds(1);

    /** The text to send. */
    private static final class TextOptions {
        @Option(names = "--text", paramLabel = "FILE", description = "the text to send, of any size")
        private @Nullable Path file;

        @Bounds(min = 0, max = RandomWords.MOST)
        @Option(
                names = "--words",
                paramLabel = "N",
                description = "send N random words, at most " + RandomWords.MOST + " (default: " + DEFAULT_WORDS + ")")
        private @Nullable Integer words;
    }

    @ArgGroup
    private final TextOptions text = new TextOptions();

    @Mixin
    private final ListenOptions listen =
            new ListenOptions(XorProtocol.DEFAULT_PORT, XorProtocol.server().idle(), XorDialogue::new);

    @Mixin
    private final ScoreBookOptions scores = new ScoreBookOptions();

    @Option(
            names = "--key",
            paramLabel = "WORD",
            description = "the key for every text, 4 lower-case letters (default: a random one for each client)")
    private @Nullable String key;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "the seed of random words and keys; the same seed repeats them")
    private @Nullable Long seed;

    @Option(names = "--quiet", description = "print only the line with the port")
    private boolean quiet;

    @Override
    public Integer call() throws Failure, IOException {
        Endpoint at = listen.endpoint();
        Random random = seed == null ? new SecureRandom() : new Random(seed);
        Supplier<String> keys = keys(random);
        PrintStream out = BackgroundOutput.inFrontOf(System.out);
        try (FileText file = text.file == null ? null : FileText.open(text.file);
                ScoreBook book = scores.open()) {
            XorText sent =
                    file == null ? RandomWords.text(text.words == null ? DEFAULT_WORDS : text.words, random) : file;
            if (RandomWords.fillPackets(sent.length())) {
                System.err.println("warning: the text has " + sent.length() + " bytes, which fill its last packet: many"
                        + " programs then wait for another one");
            }
            if (RandomWords.isOdd(sent.length())) {
                System.err.println("warning: the text has " + sent.length() + " bytes, an odd number: many programs"
                        + " then send a wrong checksum, which sums the last byte with a zero byte after it");
            }
            ScoreRegister register = book.xorRegister(Clock.systemUTC());
            XorListener listener = XorListener.printing(out);
            Server server = serve(at, new XorTask(sent, keys, register), listener);
            ListenOptions.awaitEnd(server);
            listener.stopped();
            return 0;
        } finally {
            out.close();
        }
    }

    private Server serve(Endpoint at, XorTask task, XorListener listener) throws Failure {
        if (!quiet) {
            listener.loaded(task.text());
        }
        ScoreQueue queue = new ScoreQueue();
        Server server = listen.serve(at, new XorService(task, quiet ? XorListener.FAILURES_ONLY : listener, queue));
        Shutdown.add(new Thread(() -> close(queue, server), "labnet-xor-end"));
        listener.listening(server.endpoint());
        return server;
    }

    private static void close(ScoreQueue queue, Server server) {
        Duration patience = ListenOptions.DRAIN.minus(TELLING);
        try {
            server.stopped()
                    .handle((nothing, failure) -> server)
                    .toCompletableFuture()
                    .completeOnTimeout(server, patience.toSeconds(), TimeUnit.SECONDS)
                    .join();
            queue.close(TELLING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Supplier<String> keys(Random random) {
        if (key == null) {
            return XorTask.randomKeys(random);
        }
        if (!key.matches("[a-z]{4}")) {
            throw new UsageError("--key '" + key + "' is not 4 lower-case letters");
        }
        String fixed = key;
        return () -> fixed;
    }
}
