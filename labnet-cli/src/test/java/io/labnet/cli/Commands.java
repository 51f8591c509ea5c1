// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import io.labnet.cli.command.Program;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** All commands of labnet, found from the root command. */
final class Commands {
    private static final List<Class<?>> NUMBERS = List.of(int.class, Integer.class, long.class, Long.class);

    private Commands() {}

    /** The words of every command, such as {@code grades server}; those of the first are empty. */
    static Stream<String> names() {
        return names(of(""));
    }

    /** Finds a command by its words. */
    static CommandLine of(String words) {
        CommandLine command = Program.commandLine(new Labnet());
        for (String word : CommandRun.words(words)) {
            command = command.getSubcommands().get(word);
        }
        return command;
    }

    static boolean isNumber(OptionSpec option) {
        return NUMBERS.contains(option.type());
    }

    private static Stream<String> names(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName().replaceFirst("labnet ?", "");
        return Stream.concat(
                Stream.of(name),
                command.getSubcommands().values().stream()
                        .filter(each -> !each.getCommandSpec().helpCommand())
                        .flatMap(Commands::names));
    }
}
