// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.numbers;

import io.labnet.cli.command.ExplainOption;
import io.labnet.cli.command.LongRunning;
import io.labnet.cli.listen.ListenOptions;
import io.labnet.cli.process.BackgroundOutput;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.PlainText;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.server.NumberListener;
import io.labnet.numbers.server.NumberService;
import io.labnet.numbers.server.ServerStopper;
import io.labnet.numbers.trace.NumberDialogue;
import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code labnet numbers server}: answers requests until a number is out of range. */
@Command(
        name = "server",
        description = {
            "Answers each client's number with one of its own and their sum.",
            "A number outside 1 to 100 ends the server."
        },
        footer = {"", "Example: labnet numbers server --name 'Ada Server' --keep-running"})
final class NumbersServerCommand extends LongRunning implements Callable<Integer> {
    @Mixin
    private final ListenOptions listen = new ListenOptions(
            NumberProtocol.DEFAULT_PORT, NumberProtocol.server().idle(), NumberDialogue::new);

    @Option(
            names = "--name",
            paramLabel = "NAME",
            converter = PlainText.class,
            defaultValue = NumberService.DEFAULT_NAME,
            description = "the server's name (default: ${DEFAULT-VALUE})")
    private String name = NumberService.DEFAULT_NAME;

    @Mixin
    private final ExplainOption explain = new ExplainOption();

    @Option(names = "--keep-running", description = "do not end after a number that is out of range")
    private boolean keepRunning;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Failure {
        Endpoint at = listen.endpoint();
        long most = NumberRequest.MAX_NUMBER;
        int length = new NumberReply(name, most, most + most).encode().length;
        requireFits(name, length, Objects.requireNonNull(spec, "set by picocli"));
        PrintStream out = BackgroundOutput.inFrontOf(System.out);
        try {
            serve(at, out);
            return 0;
        } finally {
            out.close();
        }
    }

    private void serve(Endpoint at, PrintStream out) throws Failure {
        NumberListener listener = NumberListener.printing(name, out);
        ServerStopper end = new ServerStopper();
        NumberService service = new NumberService(
                name, NumberService::randomNumber, keepRunning ? null : end, listener, explain.isGiven());
        Server server = listen.serve(at, service);
        listener.listening(server.endpoint());
        if (!keepRunning) {
            printEndNotice(out);
        }
        end.of(server);
        ListenOptions.awaitEnd(server);
        listener.stopped();
    }

    /**
     * Prints which numbers end the server, and the option that prevents this, in the format of the listener's lines.
     */
    private static void printEndNotice(PrintStream out) {
        out.println("[INFO] [start_server]: A number outside " + NumberRequest.MIN_NUMBER + " to "
                + NumberRequest.MAX_NUMBER + " ends the server with exit code 0, after which a supervisor may not start"
                + " it again; --keep-running prevents this");
    }

    /** Refuses a name if a message with this name would be longer than the protocol allows. */
    static void requireFits(String name, int length, CommandSpec spec) {
        if (length > NumberProtocol.MAX_MESSAGE_BYTES) {
            String problem = "--name of " + name.length() + " characters makes a message of " + length
                    + " bytes, and the largest has " + NumberProtocol.MAX_MESSAGE_BYTES;
            throw new ParameterException(spec.commandLine(), problem);
        }
    }
}
