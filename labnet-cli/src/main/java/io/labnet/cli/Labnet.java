// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import io.labnet.cli.check.CheckCommand;
import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.CompletionCommand;
import io.labnet.cli.command.HelpCommand;
import io.labnet.cli.command.Program;
import io.labnet.cli.compute.ComputeCommand;
import io.labnet.cli.crds.ChatRoomsCommand;
import io.labnet.cli.demo.DemoCommand;
import io.labnet.cli.explain.ExplainCommand;
import io.labnet.cli.fernet.FernetCommand;
import io.labnet.cli.grades.GradesCommand;
import io.labnet.cli.numbers.NumbersCommand;
import io.labnet.cli.scores.ScoresCommand;
import io.labnet.cli.tap.TapCommand;
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
            TapCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  labnet demo                   runs every system and checks what it does",
            "  labnet xor server --help      shows the options of one command"
        })
public final class Labnet extends CommonOptions {
    /** Creates the command; called by picocli and {@link #main}. */
    public Labnet() {}

    /**
     * Runs the labnet command.
     *
     * @param args the command line; {@code --help} lists what it accepts
     */
    public static void main(String[] args) {
        Program.main(new Labnet(), args);
    }
}
