// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.process.Failure;
import io.labnet.crds.RoomAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code labnet crds find}: tells where a room is. */
@Command(name = "find", description = "Prints the address and port of a room, such as 239.0.0.10:5000.")
final class FindRoomCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final DirectoryOptions directory = new DirectoryOptions();

    @Parameters(paramLabel = "NAME", description = "the name of the room")
    private String name = "";

    @Override
    public Integer call() throws Failure {
        String checked = directory.name(name);
        Optional<RoomAddress> address = directory.ask(client -> Optional.ofNullable(client.find(checked)));
        System.out.println(address.orElseThrow(() -> new Failure("there is no room '" + name + "'")));
        return 0;
    }
}
