// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.process.Failure;
import io.labnet.core.codec.EscapedText;
import io.labnet.crds.Room;
import io.labnet.crds.RoomListing;
import io.labnet.crds.client.CrdsClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code labnet crds list}: prints all rooms. */
@Command(name = "list", description = "Prints all rooms, a line each, in the order in which they were made.")
final class ListRoomsCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final DirectoryOptions directory = new DirectoryOptions();

    @Override
    public Integer call() throws Failure {
        RoomListing listing = directory.ask(CrdsClient::listing);
        for (Room room : listing.rooms()) {
            System.out.println(EscapedText.of(room.toString()));
        }
        for (String line : listing.otherLines()) {
            System.err.println("warning: a line of the listing is no room: " + RoomOutcomes.noRoom(line));
        }
        if (listing.rooms().isEmpty() && !listing.otherLines().isEmpty()) {
            throw new Failure("no line of the listing is a room, such as 'room1: 239.0.0.10:5000'");
        }
        return 0;
    }
}
