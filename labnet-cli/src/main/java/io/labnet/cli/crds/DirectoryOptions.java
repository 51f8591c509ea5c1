// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.command.ServerAddressOptions;
import io.labnet.cli.command.Unreachable;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.client.CrdsClient;
import java.io.IOException;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/** The options of every command that asks a directory: where it is. */
final class DirectoryOptions {
    @Mixin
    private final ServerAddressOptions dial = new ServerAddressOptions(CrdsProtocol.DEFAULT_PORT);

    /** A question to a directory. */
    interface TestRequest<R> {
        R ask(CrdsClient directory) throws IOException;
    }

    /** Where the directory is. */
    Endpoint endpoint() {
        return dial.endpoint();
    }

    /** The name of a room; one that no room can have is misuse. */
    String name(String name) {
        return checked(() -> new Room(name, new RoomAddress("239.0.0.0", 1))).name();
    }

    /** Makes something of words of the command line; where it refuses them, they are misuse. */
    <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage());
        }
    }

    /** Asks the directory. */
    <R> R ask(TestRequest<R> question) throws Failure {
        CrdsClient directory = new CrdsClient(new TcpTransport(), endpoint())
                .withFlawListener(flaw -> System.err.println("warning: " + flaw.explanation()));
        try {
            return question.ask(directory);
        } catch (IOException e) {
            throw new Failure("no answer of the directory at " + directory.server() + ": " + Unreachable.reason(e), e);
        }
    }
}
