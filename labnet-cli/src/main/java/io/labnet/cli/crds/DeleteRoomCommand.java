// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.process.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code labnet crds delete}: deletes a room. */
@Command(
        name = "delete",
        description = {
            "Deletes a room.",
            "It looks in the listing whether it is gone: the directory itself does not say."
        })
final class DeleteRoomCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final DirectoryOptions directory = new DirectoryOptions();

    @Parameters(paramLabel = "NAME", description = "the name of the room")
    private String name = "";

    @Override
    public Integer call() throws Failure {
        String checked = directory.name(name);
        System.out.println(RoomOutcomes.deleted(name, directory.ask(client -> client.delete(checked))));
        return 0;
    }
}
