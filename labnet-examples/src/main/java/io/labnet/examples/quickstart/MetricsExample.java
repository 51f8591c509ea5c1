// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import io.labnet.core.codec.Protocol;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.LoggingListener;
import io.labnet.core.transport.MessageConnection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.micrometer.ServerMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.Locale;

/** A server with metrics: prints them, as text for Prometheus, after one request. */
public final class MetricsExample {
    private MetricsExample() {}

    /**
     * Serves one request, and prints the metrics.
     *
     * @param args none
     * @throws IOException if no port is free, or the connection breaks
     */
    public static void main(String[] args) throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ServerMetrics metrics = ServerMetrics.bindTo(registry, "capitals");
        ServerOptions options = ServerOptions.defaults().withListener(new LoggingListener().andThen(metrics));

        Protocol<String, String> lines = Lines.lf().framing(1_000).protocol("capitals");
        TcpTransport tcp = new TcpTransport();
        try (Server server = tcp.serve(
                Endpoint.loopback(0),
                peer -> new Conversation<>(lines, (line, out) -> out.send(line.toUpperCase(Locale.ROOT))),
                options)) {
            try (MessageConnection<String, String> client =
                    MessageConnection.connect(tcp, server.endpoint(), lines, ConnectOptions.defaults())) {
                System.out.println(client.ask("hello"));
            }
        }
        System.out.println(registry.scrape());
    }
}
