// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.connect.ServerAddressOptions;
import io.labnet.cli.connect.Unreachable;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.trace.CrdsDialogue;
import java.io.IOException;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/** The options {@code --host} and {@code --port}, and those of TLS, of every command that sends requests to a directory. */
final class DirectoryOptions {
    @Mixin
    private final ServerAddressOptions dial = new ServerAddressOptions(CrdsProtocol.DEFAULT_PORT, CrdsDialogue::new);

    /** A request to a directory. */
    interface DirectoryRequest<R> {
        R ask(CrdsClient directory) throws IOException;
    }

    /** Returns the directory's endpoint. */
    Endpoint endpoint() {
        return dial.endpoint();
    }

    /** Returns the transport to connect with. */
    Transport transport() throws Failure {
        return dial.transport();
    }

    /** Returns the name of a room; an invalid name is a usage error. */
    String name(String name) {
        return checked(() -> new Room(name, new RoomAddress("239.0.0.0", 1))).name();
    }

    /** Creates an object from arguments; an invalid argument is a usage error. */
    <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage());
        }
    }

    /** Sends a request to the directory. */
    <R> R ask(DirectoryRequest<R> request) throws Failure {
        CrdsClient directory = new CrdsClient(transport(), endpoint())
                .withFlawListener(flaw -> System.err.println("warning: " + flaw.explanation()));
        try {
            return request.ask(directory);
        } catch (IOException e) {
            throw new Failure("the directory at " + directory.server() + ": " + Unreachable.reason(e), e);
        }
    }
}
