// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.process.Failure;
import io.labnet.crds.Room;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code labnet crds make}: makes a room. */
@Command(
        name = "make",
        description = {
            "Makes a room.",
            "It looks in the listing whether it is there: the directory itself does not say."
        })
final class MakeRoomCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final DirectoryOptions directory = new DirectoryOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "the name: 1 to 255 bytes, no control characters")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "ADDRESS",
            description = "the multicast group: an address within 239.0.0.0/8, such as 239.0.0.10")
    private String address = "";

    @Bounds(min = 1, max = 0xffff)
    @Parameters(index = "2", paramLabel = "PORT", description = "the UDP port of the group: 1 to 65535")
    private int udpPort;

    @Override
    public Integer call() throws Failure {
        Room room = directory.checked(() -> new Room(name, address, udpPort));
        System.out.println(RoomOutcomes.made(room, directory.ask(client -> client.create(room))));
        return 0;
    }
}
