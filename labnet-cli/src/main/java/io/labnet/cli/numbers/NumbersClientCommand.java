// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.numbers;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.connect.ServerAddressOptions;
import io.labnet.cli.connect.Unreachable;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.PlainText;
import io.labnet.cli.process.StandardInput;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.client.NumberClient;
import io.labnet.numbers.client.NumberExchange;
import io.labnet.numbers.client.NumberOutcome;
import io.labnet.numbers.trace.NumberDialogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code labnet numbers client}: runs one exchange. */
@Command(
        name = "client",
        description = {
            "Sends a number and prints the server's number and the sum.",
            "Without a number it prompts for one."
        },
        footer = {"", "Example: labnet numbers client --name 'Ada Client' 25"},
        modelTransformer = NumbersClientCommand.NegativeNumbers.class)
final class NumbersClientCommand extends CommonOptions implements Callable<Integer> {
    private static final String PROMPT = "Enter an integer between 1 and 100: ";

    @Mixin
    private final ServerAddressOptions dial =
            new ServerAddressOptions(NumberProtocol.DEFAULT_PORT, NumberDialogue::new);

    @Option(
            names = "--name",
            paramLabel = "NAME",
            converter = PlainText.class,
            defaultValue = NumberClient.DEFAULT_NAME,
            description = "your name (default: ${DEFAULT-VALUE})")
    private String name = NumberClient.DEFAULT_NAME;

    @Parameters(
            arity = "0..1",
            paramLabel = "NUMBER",
            description = "an integer between 1 and 100; another one is sent as well, and ends the server")
    private @Nullable String number;

    @Spec
    private @Nullable CommandSpec spec;

    /** Makes picocli accept a negative number as an argument, although it starts with a minus sign like an option. */
    static final class NegativeNumbers implements IModelTransformer {
        /** Called by picocli. */
        NegativeNumbers() {}

        @Override
        public CommandSpec transform(CommandSpec command) {
            command.parser().unmatchedOptionsArePositionalParams(true);
            return command;
        }
    }

    @Override
    public Integer call() throws Failure, IOException {
        Long given;
        CommandSpec command = Objects.requireNonNull(spec, "set by picocli");
        try {
            given = number == null ? null : (Long) parse(number);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
        NumberRequest longest = new NumberRequest(name, Long.MIN_VALUE);
        int length = longest.encode().length;
        NumbersServerCommand.requireFits(name, length, command);
        exchange(dial.transport(), dial.endpoint(), new NumberRequest(name, given == null ? asked() : given));
        return 0;
    }

    private static void exchange(Transport transport, Endpoint server, NumberRequest request) throws Failure {
        NumberClient client = new NumberClient(transport, server);
        NumberOutcome outcome;
        try {
            outcome = client.exchange(request, () -> print("DEBUG", "Connected to server at " + server));
        } catch (IOException e) {
            throw Unreachable.server(server, e);
        }
        if (outcome instanceof NumberOutcome.ServerEnded) {
            print("WARNING", "The integer input out of range. Terminating the server");
        } else if (outcome instanceof NumberExchange done) {
            NumberReply reply = done.reply();
            print("INFO", EscapedText.of(request.clientName()) + " | " + EscapedText.of(reply.serverName()));
            print("INFO", reply.summaryWith(request));
        }
        if (!outcome.fault().isEmpty()) {
            throw new Failure(outcome.fault());
        }
    }

    /** Prints a line in the course's log format. */
    private static void print(String level, String text) {
        System.out.println("[" + level + "] [send_message]: " + text);
    }

    /** Prompts until a number is typed. */
    private static long asked() throws Failure, IOException {
        BufferedReader in;
        try {
            in = new BufferedReader(new InputStreamReader(StandardInput.open(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure("cannot read standard input: " + e.getMessage(), e);
        }
        while (true) {
            System.out.print(PROMPT);
            System.out.flush();
            String line = in.readLine();
            if (line == null) {
                System.out.println();
                throw new Failure("standard input ended before a number was typed");
            }
            try {
                return parse(line.strip());
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static long parse(String typed) {
        try {
            return Long.parseLong(typed);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + EscapedText.of(typed) + "' is not a 64-bit integer", e);
        }
    }
}
