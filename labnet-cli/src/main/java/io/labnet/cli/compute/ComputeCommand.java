// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.compute;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.HelpCommand;
import picocli.CommandLine.Command;

/** {@code labnet compute}: the server and the test client of the compute system. */
@Command(
        name = "compute",
        description = {"Fibonacci numbers, factorials and word counts.", "They are asked for in plain text."},
        subcommands = {ComputeServerCommand.class, ComputeClientCommand.class, HelpCommand.class})
public final class ComputeCommand extends CommonOptions {
    /** Makes the command; picocli does. */
    public ComputeCommand() {}
}
