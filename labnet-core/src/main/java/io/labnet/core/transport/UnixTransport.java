// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.internal.engine.ClientDriver;
import io.labnet.core.transport.internal.engine.Durations;
import io.labnet.core.transport.internal.engine.NioWarmUp;
import io.labnet.core.transport.internal.engine.SendBuffer;
import io.labnet.core.transport.internal.tcp.ChannelWire;
import io.labnet.core.transport.internal.unix.SocketFile;
import io.labnet.core.transport.internal.unix.UnixConnection;
import io.labnet.core.transport.internal.unix.UnixServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A transport over Unix domain sockets, within one machine, driven by a few selector loops. An endpoint is the absolute
 * path of a socket file, as returned by {@link #at}; connecting requires permission to write to that file.
 *
 * <p>A server creates its file and removes it when the server stops. A server replaces the socket file of a killed
 * server, but not that of a running server, nor a file of another type. If two servers replace a stale file at the same
 * moment, both may start; then at most one of them receives connections.
 *
 * <p>All clients of a server have the same address, the path, and therefore share
 * {@link ServerOptions#maxConnectionsPerHost}. The ports of the clients are numbers that the server assigns in order: 1
 * to 65,535, then from 1 again.
 *
 * <p>Unix sockets have no reset. If a client aborts or is killed, the server usually sees only the end of the input, as
 * if the client had finished sending and were waiting for its reply. Therefore, while slow work
 * ({@link io.labnet.core.session.Outbox#work}) of a session is running, the server does not notice that the client is
 * gone. But if the client had not read all the bytes that it received, the server's next read fails.
 */
public final class UnixTransport implements Transport {
    /** The number of connections that may wait to be accepted; the system may allow fewer. */
    private static final int BACKLOG = 4096;

    /** Creates a transport. Transports have no state, so all instances are equivalent. */
    public UnixTransport() {}

    /**
     * Returns the endpoint of a socket file.
     *
     * @param file the path, which is made absolute; most systems allow about 100 bytes
     * @return the endpoint
     */
    public static Endpoint at(Path file) {
        return new Endpoint(file.toAbsolutePath().toString(), 0);
    }

    /**
     * Connects to a server, as described at {@link Transport#connect(Endpoint, ConnectOptions)}. An interrupt makes
     * this method and every wait of the connection throw an {@link IOException}, and leaves the thread interrupted.
     *
     * @throws IllegalArgumentException if the endpoint is not an absolute path without a port
     */
    @Override
    public Connection connect(Endpoint to, ConnectOptions options) throws IOException {
        return new UnixConnection(channel(to, options), options);
    }

    @Override
    public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
        Objects.requireNonNull(session, "session");
        return ClientDriver.begin(ChannelWire.CLIENTS, new ChannelWire(channel(to, options)), to, session, options);
    }

    private static SocketChannel channel(Endpoint to, ConnectOptions options) throws IOException {
        Path file = file(Objects.requireNonNull(to, "to"));
        Objects.requireNonNull(options, "options");
        NioWarmUp.run();
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SendBuffer.BYTES);
            connect(channel, file, options);
            channel.configureBlocking(false);
            return channel;
        } catch (Throwable t) {
            channel.close();
            throw t;
        }
    }

    /**
     * Connects with a timeout. Channels have no timeout of their own, so a server that accepts no connections would
     * otherwise block the client for ever.
     */
    private static void connect(SocketChannel channel, Path file, ConnectOptions options) throws IOException {
        int millis = Durations.millis(options.connectTimeout());
        CompletableFuture<Void> connected = new CompletableFuture<Void>().orTimeout(millis, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> unused = connected.whenComplete((done, late) -> closeIf(late != null, channel));
        // Checked before connecting: a check after the failure could find a file that a starting server has just
        // created.
        boolean missing = Files.notExists(file);
        try {
            channel.connect(UnixDomainSocketAddress.of(file));
        } catch (ConnectException refused) {
            throw refused;
        } catch (IOException e) {
            if (!connected.isCompletedExceptionally()) {
                throw e instanceof SocketException && (missing || Files.notExists(file)) ? nobodyAt(file, e) : e;
            }
        } finally {
            connected.complete(null);
        }
        if (connected.isCompletedExceptionally()) {
            throw new SocketTimeoutException("no connection to " + file + " within " + millis + " ms");
        }
    }

    private static ConnectException nobodyAt(Path file, IOException cause) {
        ConnectException nobody = new ConnectException("there is no file " + file);
        nobody.initCause(cause);
        return nobody;
    }

    private static void closeIf(boolean late, SocketChannel channel) {
        if (!late) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // Not reported, because connect() reports the timeout.
            return;
        }
    }

    /**
     * Starts a server, as described at {@link Transport#serve(Endpoint, Function, ServerOptions)}.
     *
     * @throws IllegalArgumentException if the endpoint is not an absolute path without a port
     */
    @Override
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options)
            throws IOException {
        Path path = file(Objects.requireNonNull(at, "at"));
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(options, "options");
        NioWarmUp.run();
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            SocketFile file = SocketFile.bind(channel, path, BACKLOG);
            try {
                UnixServer server = new UnixServer(at, channel, file, service, options);
                server.start("labnet-unix-" + path.getFileName());
                return server;
            } catch (Throwable t) {
                file.delete();
                throw t;
            }
        } catch (Throwable t) {
            // Catches errors, too, because an open channel would keep the file in use as long as the process lives.
            channel.close();
            throw t;
        }
    }

    private static Path file(Endpoint endpoint) {
        Path path = Path.of(endpoint.host());
        if (endpoint.port() != 0 || !path.isAbsolute() || path.getFileName() == null) {
            throw new IllegalArgumentException(endpoint + " is not the absolute path of a socket file");
        }
        return path;
    }
}
