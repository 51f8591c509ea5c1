// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.listen;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.EngineOption;
import io.labnet.cli.command.FaultOptions;
import io.labnet.cli.command.HostName;
import io.labnet.cli.command.Program;
import io.labnet.cli.command.TraceOptions;
import io.labnet.cli.metrics.MetricsEndpoint;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.Shutdown;
import io.labnet.cli.process.SighupHandler;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.LoggingListener;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.trace.Dialogue;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options of every server: the address to listen on, limits, TLS, the engine, faults, transcripts and metrics. A server that is
 * started with these options stops gracefully at SIGTERM and at SIGINT (Ctrl-C).
 */
public final class ListenOptions {
    /** The time that a stopping server gives its clients to read their replies. */
    public static final Duration DRAIN = Duration.ofSeconds(5);

    @Option(
            names = "--host",
            paramLabel = "HOST",
            converter = HostName.class,
            defaultValue = Endpoint.LOOPBACK,
            description = "the address to listen on; 0.0.0.0 is every interface (default: ${DEFAULT-VALUE})")
    private String host = Endpoint.LOOPBACK;

    @Bounds(min = 0, max = 0xffff)
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "the port to listen on; 0 takes a free one and prints it (default: ${DEFAULT-VALUE})")
    private int port;

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Mixin
    private final AddressOptions addresses = new AddressOptions();

    @Mixin
    private final MetricsOptions metrics = new MetricsOptions();

    @Mixin
    private final EngineOption engine = new EngineOption();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Mixin
    private final ServerTlsOptions tls = new ServerTlsOptions();

    @Mixin
    private final FaultOptions faults = new FaultOptions();

    @Mixin
    private final TraceOptions trace;

    private Runnable readAgain = () -> {};

    /**
     * Creates the options.
     *
     * @param port the default port, 1 to 65,535
     * @param idle the default idle timeout, at least a second
     * @param dialogues creates the dialogue of a new connection, for transcripts
     */
    public ListenOptions(int port, Duration idle, Supplier<? extends Dialogue<?, ?>> dialogues) {
        this.port = port;
        trace = new TraceOptions(dialogues);
        limits.defaultIdle(idle);
    }

    /**
     * Returns the endpoint to listen on.
     *
     * @return the endpoint
     */
    public Endpoint endpoint() {
        return new Endpoint(host, port);
    }

    /**
     * Sets the action that runs when a server without a terminal receives SIGHUP. Without an action, such a server
     * ignores the signal.
     *
     * @param action reads the server's files again; called on a system thread
     */
    public void atHangUp(Runnable action) {
        readAgain = action;
    }

    /**
     * Returns the idle timeout.
     *
     * @return the timeout, at least a second
     */
    public Duration idle() {
        return limits().idle();
    }

    /**
     * Serves over TCP, with TLS if an option requires it, until the process is terminated, which stops the server
     * gracefully. Does not return if the process is already ending.
     *
     * @param at where to listen
     * @param service creates the server's side of a new conversation
     * @return the running server
     * @throws Failure if the server can't listen at this endpoint
     */
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service) throws Failure {
        return serve(at, service, (String) null);
    }

    /**
     * Serves as {@link #serve(Endpoint, Function)} does. Input that a client sends after the reply is ignored; the log
     * then adds advice on how to avoid this.
     *
     * @param at where to listen
     * @param service creates the server's side of a new conversation
     * @param keepOpenAdvice the advice for the log; {@code null} if there is none
     * @return the running server
     * @throws Failure if the server can't listen at this endpoint
     */
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, @Nullable String keepOpenAdvice)
            throws Failure {
        return listen(at, service, ServerOptions.defaults().withListener(logging(keepOpenAdvice)));
    }

    /**
     * Serves over TCP, with TLS if an option requires it, until the process is terminated, which stops the server
     * gracefully. Does not return if the process is already ending.
     *
     * @param at where to listen
     * @param service creates the server's side of a new conversation
     * @param defaults the options that apply where the command line sets none
     * @return the running server
     * @throws Failure if the server can't listen at this endpoint
     */
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions defaults)
            throws Failure {
        return listen(at, service, defaults.withListener(logging(null)));
    }

    private Server listen(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions defaults)
            throws Failure {
        DenyList denied = addresses.denied();
        MetricsEndpoint endpoint = metrics.open(name());
        ServerOptions options = addresses.over(limits().over(defaults), denied);
        Consumer<Server> whenListening = server -> readAgainAtHangUp(denied, server);
        if (endpoint == null) {
            return listen(at, service, options, whenListening);
        }
        try {
            ServerListener listener = options.listener().andThen(endpoint.listener());
            return listen(at, service, options.withListener(listener), server -> {
                whenListening.accept(server);
                endpoint.serving(server);
                System.out.println("metrics on " + endpoint.url());
            });
        } catch (Failure e) {
            endpoint.close();
            throw e;
        }
    }

    private Server listen(
            Endpoint at,
            Function<Peer, ? extends ByteSession> service,
            ServerOptions options,
            Consumer<Server> whenListening)
            throws Failure {
        Transport transport;
        try {
            transport = trace.over(tls.over(faults.over(engine.transport())));
        } catch (IOException e) {
            throw new Failure("cannot use TLS: " + e.getMessage(), e);
        }
        try {
            Server server = transport.serve(at, service, options);
            whenListening.accept(server);
            Shutdown.add(new Thread(() -> stop(server), "labnet-stop"));
            return server;
        } catch (IOException e) {
            throw new Failure("cannot listen on " + at + ": " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            // Java throws this error if it can't start a thread.
            throw new Failure("cannot serve on " + at + ": " + e.getMessage(), e);
        }
    }

    private void readAgainAtHangUp(@Nullable DenyList denied, Server server) {
        if (denied == null) {
            SighupHandler.readsAgain(readAgain);
            return;
        }
        denied.watchUntil(server.stopped());
        SighupHandler.readsAgain(() -> {
            readAgain.run();
            denied.readNow();
        });
    }

    /**
     * Waits until a server has stopped.
     *
     * @param server the server
     * @throws Failure if the server stopped because one of its threads failed
     */
    public static void awaitEnd(Server server) throws Failure {
        try {
            server.stopped().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new Failure("the server has stopped, because one of its threads failed: " + e.getCause(), e);
        }
    }

    /** Stops a server at SIGTERM or SIGINT, and waits until its command has closed its resources. */
    private static void stop(Server server) {
        // The wait is limited, because the process must end even if a loop hangs. The limit is a little longer than the
        // server's own drain time.
        boolean stopped = server.stop(DRAIN)
                // A server that failed has stopped as well; the command reports its failure.
                .handle((nothing, failure) -> true)
                .toCompletableFuture()
                .completeOnTimeout(false, DRAIN.toSeconds() + 1, TimeUnit.SECONDS)
                .join();
        if (stopped) {
            Program.awaitCommand();
        } else {
            // Written to the log, which never blocks. Standard error may block.
            System.getLogger(ListenOptions.class.getName()).log(Level.WARNING, "the server did not stop in time");
        }
    }

    private LimitOptions limits() {
        limits.applyPreset(option -> Objects.requireNonNull(command, "set by picocli")
                .commandLine()
                .getParseResult()
                .hasMatchedOption(option));
        return limits;
    }

    /** Returns the word before {@code server} on the command line, such as {@code xor}. */
    private String name() {
        CommandSpec server = Objects.requireNonNull(command, "set by picocli");
        return (server.parent() == null ? server : server.parent()).name();
    }

    private static LoggingListener logging(@Nullable String keepOpenAdvice) {
        return new LoggingListener(LimitOptions.IDLE, LimitOptions.MESSAGE_DEADLINE, keepOpenAdvice);
    }
}
