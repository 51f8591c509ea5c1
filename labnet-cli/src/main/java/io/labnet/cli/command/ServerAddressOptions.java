// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.core.transport.Endpoint;
import picocli.CommandLine.Option;

/** The options of a client whose server has a port that everybody knows: where it is, if not there. */
public final class ServerAddressOptions extends HostOption {
    @Bounds(min = 1, max = 0xffff)
    @Option(names = "--port", paramLabel = "PORT", description = "the server's port (default: ${DEFAULT-VALUE})")
    private int port;

    /**
     * Makes the options.
     *
     * @param port the port that everybody knows, 1 to 65,535
     */
    public ServerAddressOptions(int port) {
        this.port = port;
    }

    /**
     * Tells where the server is.
     *
     * @return the endpoint
     */
    public Endpoint endpoint() {
        return endpoint(port);
    }
}
