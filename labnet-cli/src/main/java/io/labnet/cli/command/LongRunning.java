// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import picocli.CommandLine.Command;

/** Settings of the commands that run until a signal ends them: exit codes for the signals. */
@Command(
        exitCodeList = {
            "0:success",
            "1:failure; the reason is on standard error",
            "2:the command line was wrong",
            "130:ended by Ctrl-C",
            "143:ended by the signal SIGTERM"
        })
public abstract class LongRunning extends CommonOptions {
    /** Creates the options. */
    protected LongRunning() {}
}
