// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.address.AddressSet;
import io.labnet.core.transport.internal.tls.KeyMaterial;
import io.labnet.core.transport.internal.tls.TestAuthority;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsBehindBalancerTest {
    private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    private final ServerOptions options = ServerOptions.defaults()
            .withProxies(AddressSet.parse("127.0.0.0/8"))
            .withListener(new ServerListener() {
                @Override
                public void rejected(Peer peer, ProtocolException problem, byte[] bytes) {
                    refusals.add(String.valueOf(problem.getMessage()));
                }
            });

    @TempDir
    private Path directory;

    private TlsIdentity identity() throws Exception {
        KeyMaterial material = new TestAuthority("an authority").issue("localhost", 1);
        return TlsIdentity.pem(
                TestAuthority.write(directory.resolve("server.pem"), material.chain()),
                TestAuthority.writeKey(directory.resolve("server.key"), material));
    }

    private static Conversation<String, String> echo() {
        return new Conversation<>(Lines.lf().framing(100).protocol("lines"), (line, out) -> out.send(line));
    }

    private static String ask(Transport transport, Server server) throws IOException {
        try (Connection connection = transport.connect(server.endpoint())) {
            connection.write(ByteBuffer.wrap("hello\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer in = ByteBuffer.allocate(6);
            while (in.hasRemaining() && connection.read(in) != Boundary.END) {
                // Reads on.
            }
            return new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII);
        }
    }

    /** The header is not encrypted, because a balancer that forwards TLS has no key. */
    @Test
    void proxyHeader_comesBeforeHandshake() throws Exception {
        BlockingQueue<String> clients = new LinkedBlockingQueue<>();
        TlsIdentity identity = identity();
        try (Server server = new TlsTransport(new TcpTransport(), TlsServerOptions.of(identity))
                .serve(
                        Endpoint.loopback(0),
                        peer -> {
                            clients.add(peer.toString());
                            return echo();
                        },
                        options)) {
            Transport balancer = new Balancer("PROXY TCP4 198.51.100.7 192.0.2.1 56324 443\r\n");
            TlsClientOptions client = TlsClientOptions.defaults().withFingerprint(identity.fingerprint());
            assertThat(ask(new TlsTransport(balancer, client), server)).isEqualTo("hello\n");
            assertThat(clients).containsExactly("198.51.100.7:56324");

            assertThatThrownBy(() -> ask(new TlsTransport(new TcpTransport(), client), server))
                    .isInstanceOf(IOException.class);
            assertThat(refusals.poll(60, TimeUnit.SECONDS)).contains("the balancer sends no header");
        }
        assertThat(refusals).isEmpty();
    }

    /** A transport that sends a header at the beginning of each connection. */
    private record Balancer(String header) implements Transport {
        @Override
        public Connection connect(Endpoint to, ConnectOptions with) throws IOException {
            Connection connection = new TcpTransport().connect(to, with);
            connection.write(ByteBuffer.wrap(header.getBytes(StandardCharsets.US_ASCII)));
            return connection;
        }

        @Override
        public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions with) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions with) {
            throw new UnsupportedOperationException();
        }
    }
}
