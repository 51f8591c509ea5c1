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
 * Conversations within one machine, by Unix domain sockets, driven by a few selector loops. An
 * endpoint is the absolute path of a socket file, as {@link #at} makes it; only who may write to that file can connect.
 *
 * <p>A server makes its file and removes it when it stops. The file of a server that was killed is replaced, one at which
 * somebody listens is not, nor what is no socket. Two servers that find a left file at the same moment may both take it;
 * then at most one of them is heard.
 *
 * <p>To a server all its clients have one address, the path, and are limited as such; instead of a port each has a
 * number of its own, 1 to 65,535 and from 1 again.
 *
 * <p>These sockets know no reset. A peer that breaks a connection off, or dies, is seen to end it in order, unless it
 * leaves input unread; so a server does not notice it during slow work.
 */
public final class UnixTransport implements Transport {
    /** How many connections may wait to be accepted; the system may allow fewer. */
    private static final int BACKLOG = 4096;

    /** Makes a transport. It holds nothing: all are alike. */
    public UnixTransport() {}

    /**
     * Names a socket file.
     *
     * @param file its path, made absolute; systems allow about 100 bytes
     * @return the endpoint
     */
    public static Endpoint at(Path file) {
        return new Endpoint(file.toAbsolutePath().toString(), 0);
    }

    /**
     * Connects to a server, as said at {@link Transport#connect(Endpoint, ConnectOptions)}. An interrupt ends this and
     * every wait of the connection by an {@link IOException}, and leaves the thread interrupted.
     *
     * @throws IllegalArgumentException if the endpoint is no absolute path without a port
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

    /** A server that does not accept lets a client wait without end, and a channel has no time limit of its own. */
    private static void connect(SocketChannel channel, Path file, ConnectOptions options) throws IOException {
        int millis = Durations.millis(options.connectTimeout());
        CompletableFuture<Void> connected = new CompletableFuture<Void>().orTimeout(millis, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> unused = connected.whenComplete((done, late) -> closeIf(late != null, channel));
        // Asked before as well: a server that starts may have made the file when the connect has failed.
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
            // Who connects is told of the time.
            return;
        }
    }

    /**
     * Serves, as said at {@link Transport#serve(Endpoint, Function, ServerOptions)}.
     *
     * @throws IllegalArgumentException if the endpoint is no absolute path without a port
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
            // Errors as well: the file would stay taken for as long as the process lives.
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
