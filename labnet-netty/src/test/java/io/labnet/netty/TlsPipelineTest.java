// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers that put an {@code SslHandler} into the pipeline only when the first bytes have arrived. */
class TlsPipelineTest {
    private static TestKeys keys;
    private static SslContext context;

    @BeforeAll
    static void create(@TempDir Path directory) throws Exception {
        keys = TestKeys.in(directory);
        context = keys.context();
    }

    @Test
    void sniHandler_greetsInsideTls() throws Exception {
        try (Server server = serve(() -> new SniHandler(name -> context))) {
            assertGreetedInTls(server);
        }
    }

    @Test
    void optionalSslHandler_tls_greetsInsideTls() throws Exception {
        try (Server server = serve(() -> new OptionalSslHandler(context))) {
            assertGreetedInTls(server);
        }
    }

    @Test
    void optionalSslHandler_plainText_greetsAfterTheFirstBytes() throws Exception {
        try (Server server = serve(() -> new OptionalSslHandler(context));
                Socket client = connect(server)) {
            client.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
            assertThat(client.getInputStream().readNBytes(14)).asString().isEqualTo("welcome\nhello\n");
        }
    }

    @Test
    void optionalSslHandler_inputEndsTooEarly_closes() throws Exception {
        try (Server server = serve(() -> new OptionalSslHandler(context));
                Socket client = connect(server)) {
            client.getOutputStream().write('h');
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static Socket connect(Server server) throws Exception {
        Socket client =
                new Socket(InetAddress.getLoopbackAddress(), server.endpoint().port());
        client.setSoTimeout(10_000);
        return client;
    }

    private static void assertGreetedInTls(Server server) throws Exception {
        Transport clients = keys.over(new TcpTransport());
        try (Connection client = clients.connect(server.endpoint(), ConnectOptions.defaults())) {
            ByteBuffer into = ByteBuffer.allocate(8);
            while (into.hasRemaining()) {
                assertThat(client.read(into)).isEqualTo(Boundary.MORE);
            }
            assertThat(new String(into.array(), StandardCharsets.UTF_8)).isEqualTo("welcome\n");
        }
    }

    private static Server serve(Supplier<ChannelHandler> before) throws Exception {
        Transport transport = new PipelineTransport(
                new TcpTransport(), channel -> channel.pipeline().addLast(before.get()));
        return transport.serve(
                Endpoint.loopback(0),
                peer -> new Conversation<>(Lines.lf().framing(100).protocol("lines"), new Greeting()),
                ServerOptions.defaults());
    }

    private static final class Greeting implements Session<String, String> {
        @Override
        public void opened(Outbox<String> out) {
            out.send("welcome");
            out.flush();
        }

        @Override
        public void received(String line, Outbox<String> out) {
            out.send(line);
        }
    }
}
