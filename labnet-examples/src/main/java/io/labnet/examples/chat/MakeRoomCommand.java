// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.chat;

import io.labnet.crds.CreateOutcome;
import io.labnet.crds.Room;
import io.labnet.examples.cli.CommonOptions;
import io.labnet.examples.cli.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code labnet crds make}: makes a room. */
@Command(
        name = "make",
        description = "Makes a room, and looks in the listing whether it is there: the directory itself does not say.")
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

    @Parameters(index = "2", paramLabel = "PORT", description = "the UDP port of the group: 1 to 65535")
    private int udpPort;

    @Override
    public Integer call() throws Failure {
        directory.endpoint();
        Room room = directory.checked(() -> new Room(name, address, udpPort));
        CreateOutcome outcome = directory.ask(client -> client.create(room));
        if (!outcome.succeeded()) {
            throw new Failure("the room '" + room + "' was not made: " + reason(outcome));
        }
        System.out.println((outcome == CreateOutcome.REPLACED ? "replaced " : "made ") + room);
        return 0;
    }

    private static String reason(CreateOutcome outcome) {
        return switch (outcome) {
            case ALREADY_THERE -> "it is there already";
            case NAME_TAKEN -> "another room has its name";
            case ADDRESS_TAKEN -> "another room has its address and port";
            default -> "the directory does not list it, and does not say why; it may be full";
        };
    }
}
