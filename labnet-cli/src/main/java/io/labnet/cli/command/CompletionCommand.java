// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code labnet generate-completion}: prints a script with which a shell completes commands, options and values. */
@Command(
        name = "generate-completion",
        description = {
            "Prints a completion script for bash and zsh.",
            "It completes commands, options and their values."
        },
        footer = {"", "Example: source <(labnet generate-completion)"})
public final class CompletionCommand extends CommonOptions implements Runnable {
    /**
     * Bash splits {@code --reply=token} into three words, and picocli's functions expect the value right after the
     * option. This function removes the equals sign before picocli's functions see the words.
     */
    private static final String VALUES_AFTER_EQUALS = """

            function _complete_NAME_values() {
              local words=("${COMP_WORDS[@]}") count=$COMP_CWORD i
              local COMP_WORDS=() COMP_CWORD=0
              for (( i = 0; i <= count; i++ )); do
                if [[ "${words[i]}" == "=" ]]; then
                  (( i == count )) && COMP_WORDS+=("")
                else
                  COMP_WORDS+=("${words[i]}")
                fi
              done
              COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
              _complete_NAME
            }

            complete -F _complete_NAME_values -o default NAME
            """;

    @Spec
    private @Nullable CommandSpec spec;

    /** Creates the command; called by picocli. */
    public CompletionCommand() {}

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification");
        }
        CommandLine root = spec.root().commandLine();
        String name = root.getCommandName();
        root.getOut().print(AutoComplete.bash(name, root) + VALUES_AFTER_EQUALS.replace("NAME", name));
        root.getOut().flush();
    }
}
