// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.connect;

import io.labnet.cli.command.EngineOption;
import io.labnet.cli.command.FaultOptions;
import io.labnet.cli.command.HostName;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every client: {@code --host}, the host of its server, those of TLS, the engine, and faults. */
public class HostOption {
    @Option(
            names = "--host",
            paramLabel = "HOST",
            converter = HostName.class,
            defaultValue = Endpoint.LOOPBACK,
            description = "the server's host (default: ${DEFAULT-VALUE})")
    private String host = Endpoint.LOOPBACK;

    @Mixin
    private final ClientTlsOptions tls = new ClientTlsOptions();

    @Mixin
    private final EngineOption engine = new EngineOption();

    @Mixin
    private final FaultOptions faults = new FaultOptions();

    /** Creates the options; called by picocli. */
    public HostOption() {}

    /**
     * Returns the server's endpoint.
     *
     * @param port the server's port, 1 to 65,535
     * @return the endpoint
     */
    public final Endpoint endpoint(int port) {
        return new Endpoint(host, port);
    }

    /**
     * Returns the transport to connect with.
     *
     * @return TCP, with faults and TLS if options require them
     * @throws io.labnet.cli.process.UsageError if the TLS options don't fit together
     */
    public final Transport transport() {
        return tls.over(faults.over(engine.transport()));
    }
}
