// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.command.Program;
import io.labnet.cli.command.RoleCommand;
import picocli.CommandLine.Command;

/**
 * The directory of chat rooms and its client in one program; {@code -r server} or {@code -r client} selects the side.
 */
@Command(
        name = "chat",
        description = "Runs one side of the chat-room system.",
        footer = {"", "Example: chat -r client --name Mel"})
public final class Chat extends RoleCommand {
    Chat() {
        super(DirectoryServerCommand::new, ChatClientCommand::new);
    }

    /**
     * Runs a side.
     *
     * @param args {@code -r server} or {@code -r client}, and the options of that side
     */
    public static void main(String[] args) {
        Program.main(new Chat(), args);
    }
}
