// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.connect;

import io.labnet.cli.command.Bounds;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.trace.Dialogue;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The options {@code --host} and {@code --port} of a client whose server has a default port. */
public final class ServerAddressOptions extends HostOption {
    @Bounds(min = 1, max = 0xffff)
    @Option(names = "--port", paramLabel = "PORT", description = "the server's port (default: ${DEFAULT-VALUE})")
    private int port;

    /**
     * Creates the options.
     *
     * @param port the default port, 1 to 65,535
     * @param dialogues creates the dialogue of a new connection, for transcripts
     */
    public ServerAddressOptions(int port, Supplier<? extends Dialogue<?, ?>> dialogues) {
        super(dialogues);
        this.port = port;
    }

    /**
     * Returns the server's endpoint.
     *
     * @return the endpoint
     */
    public Endpoint endpoint() {
        return endpoint(port);
    }
}
