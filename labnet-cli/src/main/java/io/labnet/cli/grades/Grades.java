// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.cli.command.Program;
import io.labnet.cli.command.RoleCommand;
import picocli.CommandLine.Command;

/** Both sides of the grades system in one program; {@code -r server} or {@code -r client} selects the side. */
@Command(
        name = "grades",
        description = "Runs one side of the grades system.",
        footer = {"", "Example: grades -r server --csv grades.csv"})
public final class Grades extends RoleCommand {
    Grades() {
        super(GradeServerCommand::new, GradeClientCommand::new);
    }

    /**
     * Runs a side.
     *
     * @param args {@code -r server} or {@code -r client}, and the options of that side
     */
    public static void main(String[] args) {
        Program.main(new Grades(), args);
    }
}
