// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.HelpCommand;
import picocli.CommandLine.Command;

/** {@code labnet grades}: the server and the client of the grades system. */
@Command(
        name = "grades",
        description = {"Marks and averages by student number.", "Replies are Fernet tokens."},
        footer = {
            "",
            "Examples:",
            "  labnet grades server --csv grades.csv",
            "  labnet grades client --csv grades.csv 1803933 GMA"
        },
        subcommands = {GradeServerCommand.class, GradeClientCommand.class, HelpCommand.class})
public final class GradesCommand extends CommonOptions {
    /** Creates the command; called by picocli. */
    public GradesCommand() {}
}
