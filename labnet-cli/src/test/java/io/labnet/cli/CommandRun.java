// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import io.labnet.cli.command.Program;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/**
 * What came of a command that was run in this process.
 *
 * @param exitCode its exit code
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
public record CommandRun(int exitCode, String out, String err) {

    /** Runs the labnet command. */
    public static CommandRun labnet(String... args) {
        return of(new Labnet(), args);
    }

    /** Runs any command, for a terminal as wide as there is one everywhere. */
    public static CommandRun of(Object program, String... args) {
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            CommandLine command = Program.commandLine(program).setUsageHelpAutoWidth(false);
            int exitCode = command.execute(args);
            return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    /** The lines on standard error. */
    public List<String> errorLines() {
        return err.lines().toList();
    }
}
