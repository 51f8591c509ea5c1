// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.HelpCommand;
import io.labnet.cli.scores.ScoresCommand;
import picocli.CommandLine.Command;

/** {@code labnet xor}: the server, the client and the scores of the XOR packet system. */
@Command(
        name = "xor",
        description = {"Checksummed packets and an XOR cipher.", "A task is set, scored and registered."},
        subcommands = {XorServerCommand.class, XorClientCommand.class, ScoresCommand.class, HelpCommand.class})
public final class XorCommand extends CommonOptions {
    /** Makes the command; picocli does. */
    public XorCommand() {}
}
