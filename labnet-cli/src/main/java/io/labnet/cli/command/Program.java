// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.cli.process.Failure;
import io.labnet.cli.process.Shutdown;
import io.labnet.cli.process.StandardStream;
import io.labnet.cli.process.Terminal;
import io.labnet.cli.process.UnwrittenOutputException;
import io.labnet.cli.process.UsageError;
import io.labnet.core.codec.EscapedText;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The runner of every command: output in UTF-8, errors in one line, and common exit codes. */
public final class Program {
    /**
     * The longest wait, after a server has stopped, for its command to close the database and to write its last lines.
     */
    private static final Duration PUT_AWAY = Duration.ofSeconds(2);

    private static volatile @Nullable CountDownLatch running;

    /** Standard output; {@code null} until {@link #main} has opened it. */
    private static volatile @Nullable StandardStream output;

    private Program() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param command an object with picocli's annotations
     * @param args the command line
     */
    public static void main(Object command, String... args) {
        // The console uses UTF-8, as the protocols do, whatever the locale is.
        StandardStream out = new StandardStream(FileDescriptor.out);
        output = out;
        System.setOut(utf8(out));
        System.setErr(utf8(new StandardStream(FileDescriptor.err)));
        CountDownLatch over = new CountDownLatch(1);
        running = over;
        int code = run(command, args);
        over.countDown();
        if (out.hasFailed() && code == CommandLine.ExitCode.OK) {
            System.err.println("standard output could not be written");
            code = CommandLine.ExitCode.SOFTWARE;
        }
        System.exit(code);
    }

    /**
     * Runs a command.
     *
     * @param command an object with picocli's annotations
     * @param args the command line
     * @return the exit code: 0, 1 for a failure, 2 for a wrong command line
     */
    public static int run(Object command, String... args) {
        return commandLine(command).execute(args);
    }

    /**
     * Prepares a command without running it.
     *
     * @param command an object with picocli's annotations
     * @return the prepared command line
     */
    public static CommandLine commandLine(Object command) {
        return new ReadableCommandLine(command)
                .registerConverter(Path.class, Program::path)
                // A room may be called @lab1, which picocli would take for a file with arguments.
                .setExpandAtFiles(false)
                .setColorScheme(Help.defaultColorScheme(Terminal.isDumb() ? Help.Ansi.OFF : Help.Ansi.AUTO))
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionStrategy(Program::execute)
                .setParameterExceptionHandler((problem, args) -> explainMisuse(problem))
                .setExecutionExceptionHandler(Program::explainFailure);
    }

    /** Waits until the command that {@link #main} runs, if any, has ended, but only for a bounded time. */
    public static void awaitCommand() {
        CountDownLatch over = running;
        if (over != null) {
            try {
                boolean unused = over.await(PUT_AWAY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Path path(String value) {
        if (value.isEmpty()) {
            // An empty path would mean the current directory.
            throw new TypeConversionException("the name of a file is missing");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + value + "' is not a file name: " + e.getReason());
        }
    }

    private static PrintStream utf8(StandardStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static int execute(ParseResult given) {
        List<CommandLine> commands = given.asCommandLineList();
        boolean helpWanted = commands.stream()
                .map(CommandLine::getParseResult)
                .anyMatch(each -> each.isUsageHelpRequested() || each.isVersionHelpRequested());
        if (!helpWanted) {
            commands.forEach(each -> NumberBounds.check(each, each.getParseResult()));
        }
        return new RunLast().execute(given);
    }

    private static int explainMisuse(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        ParameterException misuse = problem instanceof MissingParameterException ? mistyped(command, problem) : problem;
        PrintWriter err = command.getErr();
        err.println(line(command, problem(misuse)));
        if (misuse instanceof UnreadableArgument) {
            return CommandLine.ExitCode.USAGE;
        }
        if (misuse instanceof UnmatchedArgumentException unmatched) {
            Suggestions.of(unmatched).ifPresent(err::println);
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    /**
     * Returns the error to report when a required option is missing. picocli would report the missing option even if
     * another option is mistyped, but the mistyped option is the likely cause.
     */
    private static ParameterException mistyped(CommandLine command, ParameterException missing) {
        ParseResult given = command.getParseResult();
        return given == null || given.unmatched().isEmpty()
                ? missing
                : new UnmatchedArgumentException(command, given.unmatched());
    }

    private static @Nullable String problem(ParameterException misuse) {
        ArgSpec argument = misuse.getArgSpec();
        NumberBounds bounds = argument == null ? null : NumberBounds.of(argument);
        // For a malformed number, the message includes the bounds, which picocli does not know.
        return bounds == null || misuse.getValue() == null ? misuse.getMessage() : bounds.problem(misuse.getValue());
    }

    private static int explainFailure(Exception failure, CommandLine command, ParseResult result) throws Exception {
        StandardStream out = output;
        if (failure.getCause() instanceof UnwrittenOutputException && out != null && out.isUnread()) {
            // The reader of the pipe has closed it, as the command head does. That is not a failure.
            return CommandLine.ExitCode.OK;
        }
        if (failure instanceof UsageError) {
            return explainMisuse(new ParameterException(command, String.valueOf(failure.getMessage())));
        }
        if (failure instanceof Failure || failure instanceof IOException) {
            command.getErr().println(line(command, failure.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (Shutdown.hasBegun()) {
            // Failures while the JVM ends are expected, and need no stack trace: await() never returns.
            Shutdown.await();
        }
        // Anything else is a bug in labnet, and a bug report needs its stack trace.
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        trace.toString().lines().map(SecretRedactor::redact).forEach(command.getErr()::println);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Returns the message as one printable line: control characters in quoted file names and arguments are escaped. */
    private static String line(CommandLine command, @Nullable String problem) {
        return EscapedText.of(SecretRedactor.redact(command.getCommandSpec().qualifiedName() + ": " + problem));
    }

    /** A command line that refuses arguments that Java could not decode. */
    private static final class ReadableCommandLine extends CommandLine {
        ReadableCommandLine(Object command) {
            super(command);
        }

        @Override
        public ParseResult parseArgs(String... args) {
            String problem = Arguments.problem(args);
            if (problem != null) {
                throw new UnreadableArgument(this, problem);
            }
            return super.parseArgs(args);
        }
    }

    /**
     * The error for an argument that the locale can't represent. The user gets no hint about {@code --help}, because
     * the help text can't solve this problem.
     */
    private static final class UnreadableArgument extends ParameterException {
        private static final long serialVersionUID = 1;

        UnreadableArgument(CommandLine command, String problem) {
            super(command, problem);
        }
    }
}
