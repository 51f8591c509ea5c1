// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.compute;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.HelpCommand;
import picocli.CommandLine.Command;

/** {@code labnet compute}: the server and the test client of the compute system. */
@Command(
        name = "compute",
        description = {"Fibonacci numbers, factorials and word counts.", "Requests are plain text."},
        footer = {
            "",
            "Examples:",
            "  labnet compute server --port 1234",
            "  labnet compute client --port=1234 --studentID=20200000 --submit=False"
        },
        subcommands = {ComputeServerCommand.class, ComputeClientCommand.class, HelpCommand.class})
public final class ComputeCommand extends CommonOptions {
    /** Creates the command; called by picocli. */
    public ComputeCommand() {}
}
