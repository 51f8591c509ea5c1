// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every server: where it listens, and its limits. */
public final class ListenOptions {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = Endpoint.LOOPBACK,
            description = "address to listen on (default: ${DEFAULT-VALUE}); 0.0.0.0 for all")
    private String host = Endpoint.LOOPBACK;

    @Option(names = "--idle", paramLabel = "SECONDS", description = "hang up on a client that is silent for so long")
    private @Nullable Integer idle;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "serve at most so many clients at once (default: 16384)")
    private @Nullable Integer maxConnections;

    @Option(
            names = "--max-connections-per-host",
            paramLabel = "N",
            description = "and at most so many from one address")
    private @Nullable Integer maxConnectionsPerHost;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Makes the options; picocli does. */
    public ListenOptions() {}

    /**
     * Tells where to listen, and checks the limits too: a command asks this first, before it does anything that shows.
     *
     * @param port the port, 0 for a free one
     * @return the endpoint
     * @throws ParameterException if the port is none or a limit is out of its bounds
     */
    public Endpoint endpoint(int port) {
        requireAtLeastOne("--idle", idle);
        requireAtLeastOne("--max-connections", maxConnections);
        requireAtLeastOne("--max-connections-per-host", maxConnectionsPerHost);
        try {
            return new Endpoint(host, port);
        } catch (IllegalArgumentException e) {
            throw misuse(Objects.requireNonNull(e.getMessage()));
        }
    }

    /**
     * Serves by TCP until the process is told to end, which stops the server gracefully.
     *
     * @param at where to listen
     * @param service makes a side of a new conversation
     * @return the running server
     * @throws Failure if it can't listen there
     */
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service) throws Failure {
        return serve(at, service, ServerOptions.defaults());
    }

    /**
     * Serves by TCP until the process is told to end, which stops the server gracefully.
     *
     * @param at where to listen
     * @param service makes a side of a new conversation
     * @param defaults what holds where the command line says nothing
     * @return the running server
     * @throws Failure if it can't listen there
     */
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions defaults)
            throws Failure {
        try {
            Server server = new TcpTransport().serve(at, service, limited(defaults));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "labnet-stop"));
            return server;
        } catch (IOException e) {
            throw new Failure("cannot listen on " + at + ": " + e.getMessage(), e);
        }
    }

    private ServerOptions limited(ServerOptions defaults) {
        ServerOptions options = defaults;
        if (idle != null) {
            options = options.withIdle(Duration.ofSeconds(idle));
        }
        if (maxConnections != null) {
            options = options.withMaxConnections(maxConnections);
        }
        if (maxConnectionsPerHost != null) {
            options = options.withMaxConnectionsPerHost(maxConnectionsPerHost);
        }
        return options;
    }

    private void requireAtLeastOne(String option, @Nullable Integer value) {
        if (value != null && value < 1) {
            throw misuse(option + " " + value + " is less than 1");
        }
    }

    private ParameterException misuse(String problem) {
        return new ParameterException(
                Objects.requireNonNull(command, "set by picocli").commandLine(), problem);
    }

    private static void stop(Server server) {
        try {
            // A little longer than the server itself takes: the process must end even if its loops can't.
            server.stop(DRAIN).toCompletableFuture().get(DRAIN.toSeconds() + 1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.err.println("the server did not stop in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
