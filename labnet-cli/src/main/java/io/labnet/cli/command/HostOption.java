// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.core.transport.Endpoint;
import picocli.CommandLine.Option;

/** The option of every client: on which host its server is. */
public class HostOption {
    @Option(
            names = "--host",
            paramLabel = "HOST",
            converter = HostName.class,
            defaultValue = Endpoint.LOOPBACK,
            description = "the server's host (default: ${DEFAULT-VALUE})")
    private String host = Endpoint.LOOPBACK;

    /** Makes the option; picocli does. */
    public HostOption() {}

    /**
     * Tells where the server is.
     *
     * @param port its port, 1 to 65,535
     * @return the endpoint
     */
    public final Endpoint endpoint(int port) {
        return new Endpoint(host, port);
    }
}
