// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.framing.Lines;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NettyTransportTest {
    private final NettyTransport transport = new NettyTransport();

    @Test
    void connect_byTheThreadOfTheClients_opensNoConnection() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Endpoint at = Endpoint.loopback(server.getLocalPort());
            CompletableFuture<ClientLink> inner = new CompletableFuture<>();
            ClientLink first = transport.connect(
                    at,
                    session(() -> {
                        try {
                            inner.complete(transport.connect(at, session(() -> {}), ConnectOptions.defaults()));
                        } catch (Throwable t) {
                            inner.completeExceptionally(t);
                        }
                    }),
                    ConnectOptions.defaults());
            assertThat(inner)
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withCauseInstanceOf(IllegalStateException.class);
            // The same thread opens this connection, so it would have opened another before.
            ClientLink last = transport.connect(at, session(() -> {}), ConnectOptions.defaults());
            try (Socket one = server.accept();
                    Socket two = server.accept()) {
                assertThat(one.isConnected() && two.isConnected()).isTrue();
                server.setSoTimeout(1);
                assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
            } finally {
                first.abort();
                last.abort();
            }
        }
    }

    private static ByteSession session(Runnable opened) {
        return new Conversation<>(Lines.lf().framing(100).protocol("lines"), new Session<String, String>() {
            @Override
            public void opened(Outbox<String> out) {
                opened.run();
            }

            @Override
            public void received(String line, Outbox<String> out) {
                out.send(line);
            }
        });
    }
}
