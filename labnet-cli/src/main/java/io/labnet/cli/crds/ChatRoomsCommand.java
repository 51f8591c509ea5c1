// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.HelpCommand;
import picocli.CommandLine.Command;

/** {@code labnet crds}: the directory of chat rooms, and what can be asked of it. */
@Command(
        name = "crds",
        description = "A directory of multicast chat rooms, and clients.",
        subcommands = {
            DirectoryServerCommand.class,
            ChatClientCommand.class,
            ListRoomsCommand.class,
            MakeRoomCommand.class,
            DeleteRoomCommand.class,
            FindRoomCommand.class,
            HelpCommand.class
        })
public final class ChatRoomsCommand extends CommonOptions {
    /** Makes the command; picocli does. */
    public ChatRoomsCommand() {}
}
