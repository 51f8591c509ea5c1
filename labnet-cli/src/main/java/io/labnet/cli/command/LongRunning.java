// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import picocli.CommandLine.Command;

/** What the commands that run until they are told to end inherit: how that shows in their exit codes. */
@Command(
        exitCodeList = {
            "0:it did what was asked",
            "1:it could not, and said why on standard error",
            "2:the command line was wrong",
            "130:it was ended by Ctrl-C",
            "143:it was ended by the signal SIGTERM"
        })
public abstract class LongRunning extends CommonOptions {
    /** Makes the options. */
    protected LongRunning() {}
}
