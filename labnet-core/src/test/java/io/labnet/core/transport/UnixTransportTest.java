// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.session.ToyProtocols;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The behaviour of Unix sockets that the transport contracts do not cover. */
@Timeout(60)
class UnixTransportTest {
    private final UnixTransport transport = new UnixTransport();
    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();

    @TempDir
    private Path directory;

    @Test
    void serve_staleFile_isReplaced() throws IOException {
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(file()));
        }
        assertThat(file()).exists();
        try (Server server = serve()) {
            Echo.check(transport, server.endpoint());
        }
    }

    @Test
    void serve_regularFile_throws() throws IOException {
        Files.writeString(file(), "precious");
        assertThatThrownBy(this::serve).isInstanceOf(BindException.class);
        assertThat(file()).hasContent("precious");
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }

    @Test
    void serve_namedPipe_throws() throws Exception {
        assumeThat(new ProcessBuilder("/bin/sh", "-c", "mkfifo \"$0\"", file().toString())
                        .start()
                        .waitFor())
                .as("a command that makes pipes")
                .isZero();
        assertThatThrownBy(this::serve).isInstanceOf(BindException.class);
        assertThat(file()).exists();
    }

    @Test
    void serve_fileOfBusyServer_throws() throws IOException {
        try (ServerSocketChannel busy = busyServer()) {
            assertThatThrownBy(this::serve).isInstanceOf(BindException.class);
            assertThat(busy.accept()).isNotNull();
        }
    }

    @Test
    void close_removesTheFile() throws IOException {
        serve().close();
        assertThat(file()).doesNotExist();
        try (Server server = serve()) {
            Echo.check(transport, server.endpoint());
        }
    }

    @Test
    void close_fileReplacedByOtherServer_isKept() throws IOException {
        Server first = serve();
        Files.delete(file());
        try (Server second = serve()) {
            first.close();
            Echo.check(transport, second.endpoint());
        }
    }

    @Test
    void close_fileAlreadyDeleted_succeeds() throws IOException {
        Server server = serve();
        Files.delete(file());
        server.close();
        assertThat(server.stopped().toCompletableFuture()).isCompleted();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 4000", "127.0.0.1, 0", "server, 0", "/tmp/server, 1", "/, 0", "'', 0"})
    void endpoint_notAbsolutePath_throws(String host, int port) {
        Endpoint none = new Endpoint(host, port);
        for (ThrowingCallable use :
                List.<ThrowingCallable>of(() -> transport.connect(none), () -> transport.serve(none, peer -> null))) {
            assertThatThrownBy(use)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(none + " is not the absolute path of a socket file");
        }
    }

    @Test
    void endpoint_toString_isPath() {
        assertThat(UnixTransport.at(file())).hasToString(file().toString());
        assertThat(UnixTransport.at(Path.of("server")).host())
                .isEqualTo(Path.of("server").toAbsolutePath().toString());
    }

    @Test
    void serve_pathTooLong_throws() {
        Endpoint at = UnixTransport.at(directory.resolve("x".repeat(120)));
        assertThatThrownBy(() -> transport.serve(at, peer -> null)).isInstanceOf(SocketException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void connect_missingFile_isNamed() {
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class).hasMessage("there is no file " + file());
    }

    @Test
    void connect_unresolvablePath_doesNotClaimMissingFile() throws IOException {
        Path loop = Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        assertThatThrownBy(() -> transport.connect(UnixTransport.at(loop.resolve("server"))))
                .isInstanceOf(SocketException.class)
                .hasMessageNotContaining("no file");
    }

    @Test
    void connect_danglingLink_throws() throws IOException {
        Files.createSymbolicLink(file(), directory.resolve("gone"));
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }

    @Test
    void connect_serverDoesNotAccept_timesOut() throws IOException {
        ConnectOptions options = ConnectOptions.defaults().withConnectTimeout(Duration.ofMillis(50));
        try (ServerSocketChannel busy = busyServer()) {
            assertThatThrownBy(() -> transport.connect(UnixTransport.at(file()), options))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("no connection to " + file() + " within 50 ms");
            assertThat(busy.isOpen()).isTrue();
        }
    }

    @Test
    void interrupt_duringRead_keepsConnection() throws IOException {
        try (Server server = serve();
                Connection client = transport.connect(server.endpoint())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            Echo.check(client);
        }
    }

    @Test
    void peers_haveDistinctNumbers() throws Exception {
        try (Server server = serve();
                Connection first = transport.connect(server.endpoint());
                Connection second = transport.connect(server.endpoint())) {
            Echo.check(first);
            Echo.check(second);
            // Several loops create the conversations, in any order.
            assertThat(List.of(peers.take(), peers.take()))
                    .containsExactlyInAnyOrder(new Peer(file().toString(), 1, 1), new Peer(file().toString(), 2, 2));
        }
    }

    @Test
    void abort_withoutUnreadInput_isReadAsEnd() throws IOException {
        try (Server server = transport.serve(
                        UnixTransport.at(file()),
                        peer -> new Conversation<>(ToyProtocols.LINES, (line, out) -> out.abort()));
                Connection client = transport.connect(server.endpoint())) {
            client.write(ByteBuffer.wrap("abort\n".getBytes(StandardCharsets.US_ASCII)));
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(Boundary.END);
        }
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file()));
            try (Connection client = connect()) {
                client.write(ByteBuffer.wrap("unread\n".getBytes(StandardCharsets.US_ASCII)));
                server.accept().close();
                assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(SocketException.class);
            }
        }
    }

    private Path file() {
        return directory.resolve("server");
    }

    private Server serve() throws IOException {
        return transport.serve(UnixTransport.at(file()), peer -> {
            peers.add(peer);
            return Echo.session();
        });
    }

    private Connection connect() throws IOException {
        return transport.connect(UnixTransport.at(file()));
    }

    /** Returns a server that accepts no connections, with a full backlog. */
    private ServerSocketChannel busyServer() throws IOException {
        ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file());
        busy.bind(address, 1);
        for (int waiting = 0; waiting < 2; waiting++) {
            SocketChannel.open(address);
        }
        return busy;
    }
}
