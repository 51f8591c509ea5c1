// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.labnet.cli.process.Failure;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import io.labnet.micrometer.ServerMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A small HTTP server with the metrics of a server, as text for Prometheus at {@code /metrics}, and with its state at
 * {@code /health}: 200 while it serves, 503 before and after that.
 */
public final class MetricsEndpoint implements AutoCloseable {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /** How long a request and a reply may take, in seconds; the JDK's HTTP server has no limit by default. */
    private static final String MAX_SECONDS = "10";

    /** Enough for some requests that never end, each of which holds a thread for {@link #MAX_SECONDS}. */
    private static final int THREADS = 32;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ServerListener metrics;
    private final HttpServer http;
    private final Endpoint endpoint;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, MetricsEndpoint::thread);
    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

    private enum State {
        STARTING,
        OK,
        STOPPING
    }

    private MetricsEndpoint(HttpServer http, String host, String server) {
        this.http = http;
        this.endpoint = new Endpoint(host, http.getAddress().getPort());
        this.metrics = ServerMetrics.bindTo(registry, server);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        // Started even before the server that it is about: the JDK does not free the port of an HTTP server that is
        // stopped before it was started.
        http.start();
    }

    /**
     * Starts to answer requests.
     *
     * @param at the address to listen on; port 0 takes a free one
     * @param server the name of the server, which all its metrics have as a label
     * @return the endpoint
     * @throws Failure if the port is in use or the address is not one of this machine
     */
    public static MetricsEndpoint open(Endpoint at, String server) throws Failure {
        setDefault("sun.net.httpserver.maxReqTime");
        setDefault("sun.net.httpserver.maxRspTime");
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(at.host(), at.port()), 0);
            return new MetricsEndpoint(http, at.host(), server);
        } catch (IOException e) {
            throw new Failure("cannot serve metrics on " + at + ": " + e.getMessage(), e);
        }
    }

    /** Returns the listener that collects the metrics, and notices when the server stops. */
    public ServerListener listener() {
        return metrics.andThen(new ServerListener() {
            @Override
            public void stopping() {
                state.set(State.STOPPING);
            }
        });
    }

    /**
     * Notes that a server now serves; the endpoint closes when that server has stopped.
     *
     * @param server the server that {@link #listener} listens to
     */
    public void serving(Server server) {
        // If the server is already stopping, it has told the listener.
        state.compareAndSet(State.STARTING, State.OK);
        server.stopped().whenComplete((nothing, failure) -> close());
    }

    /** {@return the address of the metrics} */
    public String url() {
        return "http://" + endpoint + "/metrics";
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (!head && !exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                reply(exchange, METHOD_NOT_ALLOWED, TEXT, "only GET and HEAD\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> reply(exchange, OK, PROMETHEUS, registry.scrape(PROMETHEUS));
                case "/health" -> replyHealth(exchange);
                default -> reply(exchange, NOT_FOUND, TEXT, "here are /metrics and /health\n");
            }
        }
    }

    private void replyHealth(HttpExchange exchange) throws IOException {
        State now = state.get();
        reply(exchange, now == State.OK ? OK : UNAVAILABLE, TEXT, now.name().toLowerCase(Locale.ROOT) + "\n");
    }

    private static void reply(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void setDefault(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, MAX_SECONDS);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "labnet-metrics");
        thread.setDaemon(true);
        return thread;
    }
}
