// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.cli.process.Failure;
import io.labnet.cli.process.Shutdown;
import io.labnet.cli.process.SighupHandler;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.LoggingListener;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every server: where it listens, and its limits. */
public final class ListenOptions {
    private static final String IDLE = "--idle";

    /** What the clients of a server that is told to end have, to take their replies. */
    public static final Duration DRAIN = Duration.ofSeconds(5);

    private static final int MOST_CONNECTIONS = 1_000_000;
    private static final int MOST_BUFFERED = 1_000_000;
    private static final long MEBIBYTE = 1024 * 1024;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            converter = HostOption.Name.class,
            defaultValue = Endpoint.LOOPBACK,
            description = "address to listen on (default: ${DEFAULT-VALUE}); 0.0.0.0 for all")
    private String host = Endpoint.LOOPBACK;

    @Bounds(min = 0, max = 0xffff)
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "port to listen on (default: ${DEFAULT-VALUE}); 0 for a free one, which is printed")
    private int port;

    @Bounds(min = 1, max = 86_400, unit = "s")
    @Option(
            names = IDLE,
            paramLabel = "SECONDS",
            description = "hang up on a client that is silent for so long (default: ${DEFAULT-VALUE} s)")
    private long idle;

    @Bounds(min = 1, max = MOST_CONNECTIONS)
    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "serve at most so many clients at once (default: ${DEFAULT-VALUE})")
    private int maxConnections = ServerOptions.defaults().maxConnections();

    @Bounds(min = 1, max = MOST_CONNECTIONS)
    @Option(
            names = "--max-connections-per-host",
            paramLabel = "N",
            description = "and at most so many from one address (default: ${DEFAULT-VALUE})")
    private int maxConnectionsPerHost = ServerOptions.defaults().maxConnectionsPerHost();

    @Bounds(min = 1, max = MOST_BUFFERED)
    @Option(
            names = "--max-buffered",
            paramLabel = "MIB",
            description = "when replies that are not read and requests that are not whole take more memory than so many"
                    + " MiB, reset clients that hold much and take nothing (default: ${DEFAULT-VALUE}, a quarter of the"
                    + " heap)")
    private long maxBuffered = Math.max(1, ServerOptions.defaults().bufferBudget() / MEBIBYTE);

    private Runnable readAgain = () -> {};

    /**
     * Makes the options.
     *
     * @param port the port where everybody looks for the server, 1 to 65,535
     * @param idle how long its clients may be silent by default, at least a second
     */
    public ListenOptions(int port, Duration idle) {
        this.port = port;
        this.idle = idle.toSeconds();
    }

    /**
     * Tells where to listen.
     *
     * @return the endpoint
     */
    public Endpoint endpoint() {
        return new Endpoint(host, port);
    }

    /**
     * Says what a server without a terminal does at the signal SIGHUP; it goes on in any case.
     *
     * @param action reads the server's files again; called by a thread of the system
     */
    public void atHangUp(Runnable action) {
        readAgain = action;
    }

    /**
     * Tells how long a client may be silent.
     *
     * @return how long, at least a second
     */
    public Duration idle() {
        return Duration.ofSeconds(idle);
    }

    /**
     * Serves by TCP until the process is told to end, which stops the server gracefully. Where that is so already, this
     * does not return.
     *
     * @param at where to listen
     * @param service makes a side of a new conversation
     * @return the running server
     * @throws Failure if it can't listen there
     */
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service) throws Failure {
        return serve(at, service, (String) null);
    }

    /**
     * Serves as {@link #serve(Endpoint, Function)} does, and tells the operator which option keeps connections open when a
     * client sends more after its reply.
     *
     * @param at where to listen
     * @param service makes a side of a new conversation
     * @param keepOpenOption the option, {@code null} if there is none or it was given
     * @return the running server
     * @throws Failure if it can't listen there
     */
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, @Nullable String keepOpenOption)
            throws Failure {
        return listen(at, service, ServerOptions.defaults().withListener(new LoggingListener(IDLE, keepOpenOption)));
    }

    /**
     * Serves by TCP until the process is told to end, which stops the server gracefully. Where that is so already, this
     * does not return.
     *
     * @param at where to listen
     * @param service makes a side of a new conversation
     * @param defaults what holds where the command line says nothing
     * @return the running server
     * @throws Failure if it can't listen there
     */
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions defaults)
            throws Failure {
        return listen(at, service, defaults.withListener(new LoggingListener(IDLE, null)));
    }

    private Server listen(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions defaults)
            throws Failure {
        try {
            Server server = new TcpTransport().serve(at, service, limited(defaults));
            Shutdown.add(new Thread(() -> stop(server), "labnet-stop"));
            SighupHandler.readsAgain(readAgain);
            return server;
        } catch (IOException e) {
            throw new Failure("cannot listen on " + at + ": " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            // Threads that cannot be started are told in the same way.
            throw new Failure("cannot serve on " + at + ": " + e.getMessage(), e);
        }
    }

    /**
     * Waits until a server has stopped.
     *
     * @param server the server
     * @throws Failure if it had to stop because it could not go on
     */
    public static void awaitEnd(Server server) throws Failure {
        try {
            server.stopped().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new Failure("the server has stopped, because one of its threads failed: " + e.getCause(), e);
        }
    }

    /** Stops a server, and lets its command put away what it has open. */
    private static void stop(Server server) {
        // A little longer than the server itself takes: the process must end even if its loops can't.
        boolean stopped = server.stop(DRAIN)
                // If it had failed before, its command says so.
                .handle((nothing, failure) -> true)
                .toCompletableFuture()
                .completeOnTimeout(false, DRAIN.toSeconds() + 1, TimeUnit.SECONDS)
                .join();
        if (stopped) {
            Program.awaitCommand();
        } else {
            // By the log, which nobody has to read: standard error may be stopped.
            System.getLogger(ListenOptions.class.getName()).log(Level.WARNING, "the server did not stop in time");
        }
    }

    private ServerOptions limited(ServerOptions defaults) {
        return defaults.withIdle(idle())
                .withMaxConnections(maxConnections)
                .withMaxConnectionsPerHost(maxConnectionsPerHost)
                .withBufferBudget(maxBuffered * MEBIBYTE);
    }
}
