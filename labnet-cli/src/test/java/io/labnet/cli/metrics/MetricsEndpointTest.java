// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.labnet.core.codec.Protocol;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {
    private static final Protocol<String, String> LINES =
            Lines.lf().framing(100).protocol("lines");

    private final MemoryTransport transport = new MemoryTransport();
    private final CountDownLatch received = new CountDownLatch(1);
    private final MetricsEndpoint endpoint;
    private final Server server;

    MetricsEndpointTest() throws Exception {
        endpoint = MetricsEndpoint.open(Endpoint.loopback(0), "lines");
        ServerListener listener = endpoint.listener().andThen(new ServerListener() {
            @Override
            public boolean measures(Peer peer) {
                return true;
            }

            @Override
            public void received(Peer peer, int bytes) {
                received.countDown();
            }
        });
        server = transport.serve(
                new Endpoint("lines", 0),
                peer -> new Conversation<>(LINES, (line, out) -> out.send(line)),
                ServerOptions.defaults().withListener(listener));
        endpoint.serving(server);
    }

    @AfterEach
    void stop() {
        server.close();
        endpoint.close();
    }

    @Test
    void metrics_areTextForPrometheus() throws Exception {
        HttpReply metrics = HttpReply.get(endpoint.url());
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.type()).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.text())
                .contains(
                        "# TYPE labnet_connections_active gauge", "labnet_connections_active{server=\"lines\"} 0.0\n");
    }

    @Test
    void health_isOkUntilTheServerStops() throws Exception {
        assertThat(HttpReply.get(health())).isEqualTo(new HttpReply(200, "text/plain; charset=utf-8", "ok\n"));
        try (Connection client = transport.connect(server.endpoint(), ConnectOptions.defaults())) {
            client.write(ByteBuffer.wrap("incompl".getBytes(StandardCharsets.US_ASCII)));
            assertThat(received.await(60, TimeUnit.SECONDS)).isTrue();

            // The incomplete line holds the stop up.
            server.stop(Duration.ofMinutes(1));

            HttpReply stopping = HttpReply.get(health());
            assertThat(stopping.status()).isEqualTo(503);
            assertThat(stopping.text()).isEqualTo("stopping\n");
        }
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThatThrownBy(() -> HttpReply.get(health()))
                .isInstanceOf(ConnectException.class));
    }

    @Test
    void health_isUnavailableBeforeTheServerServes() throws Exception {
        try (MetricsEndpoint early = MetricsEndpoint.open(Endpoint.loopback(0), "early")) {
            HttpReply starting = HttpReply.get(early.url().replace("/metrics", "/health"));
            assertThat(starting.status()).isEqualTo(503);
            assertThat(starting.text()).isEqualTo("starting\n");
        }
    }

    @Test
    void otherRequests_areRefused() throws Exception {
        assertThat(HttpReply.get(endpoint.url() + "x").status()).isEqualTo(404);
        assertThat(HttpReply.send("POST", endpoint.url()).status()).isEqualTo(405);
        assertThat(HttpReply.send("HEAD", endpoint.url()).text()).isEmpty();
    }

    @Test
    void unfinishedRequests_holdUpNoOthers() throws Exception {
        URI url = URI.create(health());
        List<Socket> unfinished = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket(url.getHost(), url.getPort());
            socket.getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
            unfinished.add(socket);
        }

        assertThat(HttpReply.get(health()).status()).isEqualTo(200);
        for (Socket socket : unfinished) {
            // Otherwise the endpoint may have answered only after it closed the unfinished requests.
            assertOpen(socket);
            socket.close();
        }
    }

    private static void assertOpen(Socket socket) throws IOException {
        socket.setSoTimeout(1);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    private String health() {
        return endpoint.url().replace("/metrics", "/health");
    }
}
