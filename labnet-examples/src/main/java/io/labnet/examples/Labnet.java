// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.examples.chat.ChatRoomsCommand;
import io.labnet.examples.cli.CommonOptions;
import io.labnet.examples.cli.CompletionCommand;
import io.labnet.examples.cli.HelpCommand;
import io.labnet.examples.cli.Program;
import io.labnet.examples.compute.ComputeCommand;
import io.labnet.examples.demo.DemoCommand;
import io.labnet.examples.fernet.FernetCommand;
import io.labnet.examples.grades.GradesCommand;
import io.labnet.examples.numbers.NumbersCommand;
import io.labnet.examples.scores.ScoresCommand;
import io.labnet.examples.xor.XorCommand;
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
