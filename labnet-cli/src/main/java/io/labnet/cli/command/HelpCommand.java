// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code labnet help}: prints the help of a command or a subcommand, as {@code --help} does. */
@Command(
        name = "help",
        description = "Prints the help of a command, as its option --help does.",
        helpCommand = true,
        footer = {"", "Example: labnet help xor client"})
public final class HelpCommand extends CommonOptions implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "the command, such as xor client")
    private final List<String> words = new ArrayList<>();

    /** Creates the command; called by picocli. */
    public HelpCommand() {}

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification");
        }
        CommandLine command = spec.parent().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new ParameterException(command, "there is no command '" + word + "'");
            }
            command = next;
        }
        command.usage(command.getOut(), command.getColorScheme());
    }
}
