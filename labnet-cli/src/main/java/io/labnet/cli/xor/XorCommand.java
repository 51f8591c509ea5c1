// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.HelpCommand;
import io.labnet.cli.scores.ScoresCommand;
import picocli.CommandLine.Command;

/** {@code labnet xor}: the server, the client and the scores of the XOR packet system. */
@Command(
        name = "xor",
        description = {"Checksummed packets and an XOR cipher.", "The server sets a task and stores the scores."},
        footer = {
            "",
            "Examples:",
            "  labnet xor server --words 5000",
            "  labnet xor client --host=127.0.0.1 --port=4000 --studentID=20200000",
            "  labnet xor scores"
        },
        subcommands = {XorServerCommand.class, XorClientCommand.class, ScoresCommand.class, HelpCommand.class})
public final class XorCommand extends CommonOptions {
    /** Creates the command; called by picocli. */
    public XorCommand() {}
}
