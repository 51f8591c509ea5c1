// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.HelpCommand;
import io.labnet.cli.process.Failure;
import io.labnet.core.codec.EscapedText;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomListing;
import io.labnet.crds.client.CrdsClient;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code labnet crds}: the directory of chat rooms, and commands that query or change it. */
@Command(
        name = "crds",
        description = "A directory of multicast chat rooms, and clients.",
        subcommands = {DirectoryServerCommand.class, ChatClientCommand.class, HelpCommand.class},
        footer = {
            "",
            "Examples:",
            "  labnet crds server --db rooms.db",
            "  labnet crds make room1 239.0.0.10 5000",
            "  labnet crds client --name Mel"
        },
        modelTransformer = ChatRoomsCommand.Order.class)
public final class ChatRoomsCommand extends CommonOptions {
    private static final String NAME = "the name of the room (required)";

    /** Creates the command; called by picocli. */
    public ChatRoomsCommand() {}

    /** The common options, as a mixin for a command that is a method instead of a class. */
    static final class Common extends CommonOptions {}

    /** Lists the commands in the order of use; picocli would list the methods after the classes, sorted by name. */
    static final class Order implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec command) {
            List.of("list", "make", "delete", "find", "help")
                    .forEach(name -> command.addSubcommand(name, command.removeSubcommand(name)));
            return command;
        }
    }

    @Command(
            name = "list",
            description = "Prints all rooms, one per line, in order of creation.",
            footer = {"", "Example: labnet crds list --host 192.168.1.5"})
    void list(@Mixin DirectoryOptions directory, @Mixin Common common) throws Failure {
        RoomListing listing = directory.ask(CrdsClient::listing);
        for (Room room : listing.rooms()) {
            System.out.println(EscapedText.of(room.toString()));
        }
        for (String line : listing.otherLines()) {
            System.err.println("warning: a line of the listing is not a room: " + RoomOutcomes.noRoom(line));
        }
        if (listing.rooms().isEmpty() && !listing.otherLines().isEmpty()) {
            throw new Failure("no line of the listing is a room, such as 'room1: 239.0.0.10:5000'");
        }
    }

    @Command(
            name = "make",
            description = {
                "Makes a room.",
                "Then reads the listing to check: the directory does not reply to this request."
            },
            footer = {"", "Example: labnet crds make room1 239.0.0.10 5000"})
    void make(
            @Mixin DirectoryOptions directory,
            @Mixin Common common,
            @Parameters(paramLabel = "NAME", description = "the name: 1 to 255 bytes, no control characters (required)")
                    String name,
            @Parameters(
                            paramLabel = "ADDRESS",
                            description = "the multicast group: an address within 239.0.0.0/8 (required)")
                    String address,
            @Bounds(min = 1, max = 0xffff)
                    @Parameters(paramLabel = "PORT", description = "the UDP port of the group: 1 to 65535 (required)")
                    int port)
            throws Failure {
        Room room = directory.checked(() -> new Room(name, address, port));
        System.out.println(RoomOutcomes.made(room, directory.ask(client -> client.create(room))));
    }

    @Command(
            name = "delete",
            description = {
                "Deletes a room.",
                "Then reads the listing to check: the directory does not reply to this request."
            },
            footer = {"", "Example: labnet crds delete room1"})
    void delete(
            @Mixin DirectoryOptions directory,
            @Mixin Common common,
            @Parameters(paramLabel = "NAME", description = NAME) String name)
            throws Failure {
        String checked = directory.name(name);
        System.out.println(RoomOutcomes.deleted(name, directory.ask(client -> client.delete(checked))));
    }

    @Command(
            name = "find",
            description = "Prints the address and port of a room, such as 239.0.0.10:5000.",
            footer = {"", "Example: labnet crds find room1"})
    void find(
            @Mixin DirectoryOptions directory,
            @Mixin Common common,
            @Parameters(paramLabel = "NAME", description = NAME) String name)
            throws Failure {
        String checked = directory.name(name);
        Optional<RoomAddress> address = directory.ask(client -> Optional.ofNullable(client.find(checked)));
        System.out.println(address.orElseThrow(() -> new Failure("there is no room '" + name + "'")));
    }
}
