// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import picocli.CommandLine.Command;

/** Settings that every command inherits: {@code --help}, {@code --version} and the exit codes. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        sortOptions = false,
        synopsisHeading = "Usage: ",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nArguments:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:failure; the reason is on standard error", "2:the command line was wrong"})
public abstract class CommonOptions {
    /** Creates the options. */
    protected CommonOptions() {}
}
