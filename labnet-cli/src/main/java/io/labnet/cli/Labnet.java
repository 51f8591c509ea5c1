// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.CompletionCommand;
import io.labnet.cli.command.HelpCommand;
import io.labnet.cli.command.Program;
import io.labnet.cli.compute.ComputeCommand;
import io.labnet.cli.crds.ChatRoomsCommand;
import io.labnet.cli.demo.DemoCommand;
import io.labnet.cli.fernet.FernetCommand;
import io.labnet.cli.grades.GradesCommand;
import io.labnet.cli.numbers.NumbersCommand;
import io.labnet.cli.scores.ScoresCommand;
import io.labnet.cli.xor.XorCommand;
import picocli.CommandLine.Command;

/** The labnet command: the servers and clients of every system. */
@Command(
        name = "labnet",
        description = "Reference servers and clients for the protocols that networking courses teach with.",
        subcommands = {
            GradesCommand.class,
            ChatRoomsCommand.class,
            XorCommand.class,
            ComputeCommand.class,
            NumbersCommand.class,
            FernetCommand.class,
            ScoresCommand.class,
            DemoCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        footer = {"", "Try 'labnet demo' to see everything at work."})
public final class Labnet extends CommonOptions {
    /** Makes the command; picocli and {@link #main} do. */
    public Labnet() {}

    /**
     * Runs the labnet command.
     *
     * @param args the command line; {@code --help} tells what can stand there
     */
    public static void main(String[] args) {
        Program.main(new Labnet(), args);
    }
}
