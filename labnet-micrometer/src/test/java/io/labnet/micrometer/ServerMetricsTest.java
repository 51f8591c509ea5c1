// SPDX-License-Identifier: Apache-2.0
package io.labnet.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.framing.Lines;
import io.labnet.core.rule.Rule;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.ConnectionTotals;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.MessageConnection;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TimeoutCause;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
    private static final Peer PEER = new Peer("192.0.2.1", 7, 1);
    private static final Rule RULE = () -> "toy-1.1";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ServerMetrics metrics = ServerMetrics.bindTo(registry, "toy");

    private enum Command {
        GET,
        PUT {
            @Override
            public String toString() {
                return "has a class of its own";
            }
        }
    }

    private record Login(String user) {}

    @Test
    void servedConnection_isCounted() throws IOException {
        MemoryTransport transport = new MemoryTransport();
        var lines = Lines.lf().framing(100).protocol("toy");
        try (Server server = transport.serve(
                new Endpoint("toy", 0),
                peer -> new Conversation<>(lines, (line, out) -> out.send(line + "!")),
                ServerOptions.defaults().withListener(metrics))) {
            try (MessageConnection<String, String> client =
                    MessageConnection.connect(transport, server.endpoint(), lines, ConnectOptions.defaults())) {
                assertThat(client.ask("hello")).isEqualTo("hello!");
                assertThat(registry.get("labnet.connections.active").gauge().value())
                        .isOne();
            }
        }
        assertThat(registry.get("labnet.connections.active").gauge().value()).isZero();
        assertThat(count("labnet.connections.accepted")).isOne();
        assertThat(count("labnet.received")).isEqualTo(6);
        assertThat(count("labnet.sent")).isEqualTo(7);
        assertThat(count("labnet.messages", "type", "String")).isOne();
        assertThat(registry.get("labnet.request.duration").timer().count()).isOne();
        assertThat(registry.get("labnet.connection.duration").timer().totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
    }

    @Test
    void close_removesOnlyItsOwnMeters() {
        registry.counter("labnet.other");
        ServerMetrics other = ServerMetrics.bindTo(registry, "other");
        int before = registry.getMeters().size();
        try (ServerMetrics closing = ServerMetrics.bindTo(registry, "closing")) {
            closing.decoded(PEER, Command.GET);
            closing.timedOut(PEER, TimeoutCause.SILENCE, Duration.ofSeconds(1), null);
            assertThat(registry.getMeters()).hasSizeGreaterThan(before + 2);
        }
        assertThat(registry.getMeters()).hasSize(before);
        try (ServerMetrics again = ServerMetrics.bindTo(registry, "closing")) {
            again.accepted(PEER);
            other.accepted(PEER);
        }
        assertThat(registry.getMeters()).hasSize(before);
    }

    @Test
    void messages_areCountedByType() {
        metrics.decoded(PEER, Command.GET);
        metrics.decoded(PEER, Command.PUT);
        metrics.decoded(PEER, Command.PUT);
        metrics.decoded(PEER, new Login("20200000"));
        metrics.decoded(PEER, new byte[0]);
        Supplier<String> hidden = () -> "lambda";
        metrics.decoded(PEER, hidden);
        assertThat(count("labnet.messages", "type", "GET")).isOne();
        assertThat(count("labnet.messages", "type", "PUT")).isEqualTo(2);
        assertThat(count("labnet.messages", "type", "Login")).isOne();
        assertThat(count("labnet.messages", "type", "byte[]")).isOne();
        assertThat(count("labnet.messages", "type", "anonymous")).isOne();
    }

    @Test
    void refusals_areCountedByRuleAndReason() {
        metrics.rejected(PEER, new ProtocolException(RULE, ProtocolException.Reason.CHECKSUM, 0, "wrong"), new byte[0]);
        metrics.rejected(PEER, new ProtocolException(ProtocolException.Reason.TOO_LARGE, 0, "large"), new byte[0]);
        assertThat(count("labnet.refusals", "rule", "toy-1.1", "reason", "checksum"))
                .isOne();
        assertThat(count("labnet.refusals", "rule", "none", "reason", "too_large"))
                .isOne();
    }

    @Test
    void otherEvents_areCounted() {
        metrics.refused(PEER, "the limit of 1 connections is reached");
        metrics.limitExceeded(PEER, "too much");
        metrics.failed(null, new IOException());
        metrics.timedOut(PEER, TimeoutCause.SILENCE, Duration.ofSeconds(1), null);
        metrics.ended(PEER, new ConnectionTotals(1, 2, 3, Duration.ofSeconds(4)));
        assertThat(count("labnet.connections.refused")).isOne();
        assertThat(count("labnet.connections.reset")).isOne();
        assertThat(count("labnet.failures")).isOne();
        assertThat(count("labnet.timeouts", "cause", "silence")).isOne();
        assertThat(registry.get("labnet.connection.duration").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(4);
    }

    @Test
    void rulesWithoutLimit_areCountedAsOther() {
        for (int i = 0; i < 1000; i++) {
            String number = "toy-" + i;
            metrics.rejected(
                    PEER,
                    new ProtocolException(() -> number, ProtocolException.Reason.MALFORMED, 0, "wrong"),
                    new byte[0]);
        }
        assertThat(registry.find("labnet.refusals").counters()).hasSize(LabelValues.MAX + 1);
        assertThat(count("labnet.refusals", "rule", "other")).isEqualTo(1000 - LabelValues.MAX);
    }

    @Test
    void sameNameTwice_isRefused() {
        assertThatThrownBy(() -> ServerMetrics.bindTo(registry, "toy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the registry has meters of a server 'toy'");
        ServerMetrics other = ServerMetrics.bindTo(registry, "other");
        other.accepted(PEER);
        assertThat(count("labnet.connections.accepted", "server", "other")).isOne();
        assertThat(count("labnet.connections.accepted", "server", "toy")).isZero();
    }

    @Test
    void meters_haveTheirPrefixAndServer() {
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.getName()).startsWith("labnet."))
                .allSatisfy(id -> assertThat(id.getTag("server")).isEqualTo("toy"));
    }

    @Test
    void prometheus_hasTheDocumentedNames() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ServerMetrics scraped = ServerMetrics.bindTo(prometheus, "toy");
        scraped.decoded(PEER, Command.GET);
        scraped.replied(PEER, 1, 2_000_000);
        assertThat(prometheus.scrape())
                .contains(
                        "labnet_connections_active{server=\"toy\"} 0.0",
                        "labnet_connections_accepted_total{server=\"toy\"} 0.0",
                        "labnet_messages_total{server=\"toy\",type=\"GET\"} 1.0",
                        "labnet_received_bytes_total{server=\"toy\"} 0.0",
                        "labnet_request_duration_seconds_bucket{server=\"toy\",le=\"0.001\"} 0",
                        "labnet_request_duration_seconds_bucket{server=\"toy\",le=\"0.005\"} 1",
                        "labnet_request_duration_seconds_count{server=\"toy\"} 1",
                        "labnet_connection_duration_seconds_count{server=\"toy\"} 0");
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }
}
