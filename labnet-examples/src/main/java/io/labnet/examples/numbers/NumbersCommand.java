// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.numbers;

import io.labnet.examples.cli.CommonOptions;
import io.labnet.examples.cli.HelpCommand;
import picocli.CommandLine.Command;

/** {@code labnet numbers}: the server and the client of the numbers system. */
@Command(
        name = "numbers",
        description = "Names and numbers in JSON objects, added up.",
        subcommands = {NumbersServerCommand.class, NumbersClientCommand.class, HelpCommand.class})
public final class NumbersCommand extends CommonOptions {
    /** Makes the command; picocli does. */
    public NumbersCommand() {}
}
