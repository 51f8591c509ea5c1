// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.xor;

import io.labnet.examples.cli.CommonOptions;
import io.labnet.examples.cli.HelpCommand;
import io.labnet.examples.scores.ScoresCommand;
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
