// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import io.labnet.check.program.ProgramCommand;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The program under test, and how it is reached.
 *
 * @param command how it is started; {@code null} if it runs already
 * @param host the address at which a server listens, or the checker itself for a client
 * @param port the port of a running server, or the only port that the program can use; 0 for any free port
 * @param transport connects to a server
 * @param placeholders values for the command, such as {@code id}, beside those of host, port and files
 */
public record Target(
        @Nullable ProgramCommand command,
        String host,
        int port,
        Transport transport,
        Map<String, String> placeholders) {
    private static final int MAX_PORT = 0xffff;

    /**
     * Checks the values and copies the map.
     *
     * @param command how the program is started
     * @param host the address
     * @param port the port
     * @param transport connects to a server
     * @param placeholders values for the command
     * @throws IllegalArgumentException if there is neither a command nor a port, or the port is out of range
     */
    public Target {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(transport, "transport");
        placeholders = Map.copyOf(placeholders);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not from 0 to " + MAX_PORT);
        }
        if (command == null && port == 0) {
            throw new IllegalArgumentException("a program needs a command or a port");
        }
    }

    /** {@return whether the checker starts the program} */
    public boolean isStarted() {
        return command != null;
    }

    Endpoint at(int actualPort) {
        return new Endpoint(host, actualPort);
    }
}
