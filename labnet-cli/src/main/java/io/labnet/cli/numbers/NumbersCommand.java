// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.numbers;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.HelpCommand;
import picocli.CommandLine.Command;

/** {@code labnet numbers}: the server and the client of the numbers system. */
@Command(
        name = "numbers",
        description = "Names and numbers in JSON objects, and their sum.",
        footer = {"", "Examples:", "  labnet numbers server", "  labnet numbers client 25"},
        subcommands = {NumbersServerCommand.class, NumbersClientCommand.class, HelpCommand.class})
public final class NumbersCommand extends CommonOptions {
    /** Creates the command; called by picocli. */
    public NumbersCommand() {}
}
