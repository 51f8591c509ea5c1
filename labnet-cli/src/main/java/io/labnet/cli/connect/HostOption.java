// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.connect;

import io.labnet.cli.command.EngineOption;
import io.labnet.cli.command.FaultOptions;
import io.labnet.cli.command.HostName;
import io.labnet.cli.command.TraceOptions;
import io.labnet.cli.process.Failure;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.trace.Dialogue;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every client: {@code --host}, the host of its server, those of TLS, the engine, faults and transcripts. */
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

    @Mixin
    private final TraceOptions trace;

    /**
     * Creates the options.
     *
     * @param dialogues creates the dialogue of a new connection, for transcripts
     */
    public HostOption(Supplier<? extends Dialogue<?, ?>> dialogues) {
        trace = new TraceOptions(dialogues);
    }

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
     * @return TCP, with faults, TLS and transcripts if options require them
     * @throws Failure if a file of TLS or the directory for the transcripts can't be used
     * @throws io.labnet.cli.process.UsageError if the options of TLS or of transcripts don't fit together
     */
    public final Transport transport() throws Failure {
        return trace.over(tls.over(faults.over(engine.transport())));
    }
}
