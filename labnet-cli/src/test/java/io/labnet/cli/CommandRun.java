// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.command.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The result of a command, with assertions. */
public final class CommandRun {
    private final String command;
    private final int exitCode;
    private final byte[] out;
    private final String err;

    /** Stores a result, with the name that starts its error messages. */
    CommandRun(String command, int exitCode, byte[] out, String err) {
        this.command = command;
        this.exitCode = exitCode;
        this.out = out;
        this.err = err;
    }

    /** Runs the labnet command in this process: a line that is split into words, and further words unchanged. */
    public static CommandRun labnet(String line, String... more) {
        return of(new Labnet(), words(line, more));
    }

    /** Runs any command, with nothing on standard input. */
    public static CommandRun of(Object program, String... args) {
        return fed(new byte[0], program, args);
    }

    /** Runs any command with something on standard input. */
    public static CommandRun fed(byte[] in, Object program, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return run(new ByteArrayInputStream(in), out, out::toByteArray, program, args);
    }

    /** Runs any command with a standard output of its own, which the result does not hold. */
    public static CommandRun piped(InputStream in, OutputStream out, Object program, String... args) {
        return run(in, out, () -> new byte[0], program, args);
    }

    private static CommandRun run(
            InputStream in, OutputStream out, Supplier<byte[]> written, Object program, String... args) {
        InputStream inBefore = System.in;
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setIn(in);
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            // For a terminal of a fixed width.
            CommandLine command = Program.commandLine(program).setUsageHelpAutoWidth(false);
            int exitCode = command.execute(args);
            return new CommandRun(name(command, args), exitCode, written.get(), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(inBefore);
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    /** Splits a line into words, and appends further ones. */
    public static String[] words(String line, String... more) {
        Stream<String> first =
                line.isBlank() ? Stream.of() : Stream.of(line.strip().split(" "));
        return Stream.concat(first, Stream.of(more)).toArray(String[]::new);
    }

    /** The name of the command that a command line leads to. */
    static String name(CommandLine command, String... args) {
        CommandLine found = command;
        for (String arg : args) {
            CommandLine next = found.getSubcommands().get(arg);
            if (next == null) {
                break;
            }
            found = next;
        }
        return found.getCommandSpec().qualifiedName();
    }

    public int exitCode() {
        return exitCode;
    }

    /** What was printed on standard output, as it is. */
    public byte[] bytes() {
        return out;
    }

    public String out() {
        return new String(out, StandardCharsets.UTF_8);
    }

    public String err() {
        return err;
    }

    public List<String> lines() {
        return out().lines().toList();
    }

    public List<String> errorLines() {
        return err.lines().toList();
    }

    /** Asserts the exit code. */
    public CommandRun exited(int code) {
        assertThat(exitCode).as("%s", this).isEqualTo(code);
        return this;
    }

    /** Asserts success without standard error, and returns the output. */
    public String succeeded() {
        assertThat(err).isEmpty();
        return exited(0).out();
    }

    /** Asserts one line of output, and returns it without its line feed. */
    public String printedLine() {
        assertThat(succeeded()).matches("[^\n]+\n");
        return out().strip();
    }

    /** Asserts a failure: exit code 1, one line on standard error, nothing on standard output. */
    public void failed(String reason) {
        assertThat(failure()).isEqualTo(reason);
    }

    /** Asserts a failure, and returns the reason from standard error. */
    public String failure() {
        exited(1);
        assertThat(out()).isEmpty();
        assertThat(errorLines()).singleElement().asString().startsWith(command + ": ");
        return errorLines().get(0).substring(command.length() + 2);
    }

    /** Asserts a usage error. */
    public void misused(String problem) {
        assertThat(misuse(command)).contains(problem);
    }

    /** Asserts a usage error, exit code 2 and two lines, and returns the first line. */
    public String misuse(String name) {
        exited(2);
        assertThat(out()).isEmpty();
        assertThat(errorLines()).hasSize(2).last().isEqualTo("Try '" + name + " --help'.");
        assertThat(errorLines()).first().asString().startsWith(name + ": ");
        return errorLines().get(0).substring(name.length() + 2);
    }

    @Override
    public String toString() {
        return command + " ended with " + exitCode + "\n--- out\n" + out() + "--- err\n" + err;
    }
}
