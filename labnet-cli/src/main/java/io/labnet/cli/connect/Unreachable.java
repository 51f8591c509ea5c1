// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.connect;

import io.labnet.cli.process.Failure;
import io.labnet.core.transport.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Objects;
import javax.net.ssl.SSLException;

/** Failure messages for a server that can't be reached. */
public final class Unreachable {
    private Unreachable() {}

    /**
     * Creates the failure for a connection that could not be made or that broke.
     *
     * @param server the server's endpoint
     * @param cause the transport's exception
     * @return the failure, in one line
     */
    public static Failure server(Endpoint server, IOException cause) {
        return new Failure("cannot reach the server at " + server + ": " + reason(cause), cause);
    }

    /**
     * Returns the reason for a transport's exception.
     *
     * @param cause the exception
     * @return the reason, in a few words
     */
    public static String reason(IOException cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        // Java's message for a refused connection starts like this on every system.
        if (cause instanceof ConnectException && message.startsWith("Connection refused")) {
            int addresses = message.indexOf(" (tried ");
            return "no server listens there" + (addresses < 0 ? "" : message.substring(addresses));
        }
        if (cause instanceof SSLException && message.contains("is not trusted")) {
            return message + "; if it is self-signed, trust it by --tls-fingerprint or --tls-ca";
        }
        return message;
    }
}
