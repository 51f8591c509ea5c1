// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.cli.process.Failure;
import io.labnet.core.transport.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Objects;

/** What a client says when it gets nowhere. */
public final class Unreachable {
    private Unreachable() {}

    /**
     * Explains that there is no server, or that the way to it broke.
     *
     * @param server where it was looked for
     * @param cause what the transport threw
     * @return the failure, in one line
     */
    public static Failure server(Endpoint server, IOException cause) {
        return new Failure("cannot reach the server at " + server + ": " + reason(cause), cause);
    }

    /**
     * Explains what a transport threw.
     *
     * @param cause what it threw
     * @return the reason, in a few words
     */
    public static String reason(IOException cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        // As Java says it on every system, whatever follows.
        if (cause instanceof ConnectException && message.startsWith("Connection refused")) {
            int addresses = message.indexOf(" (tried ");
            return "nobody listens there" + (addresses < 0 ? "" : message.substring(addresses));
        }
        return message;
    }
}
