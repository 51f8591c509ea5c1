// SPDX-License-Identifier: Apache-2.0
package io.labnet.micrometer;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.rule.Rule;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ConnectionTotals;
import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.TimeoutCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A listener that counts and times what a server does, in meters of Micrometer. Pass it to
 * {@link io.labnet.core.transport.ServerOptions#withListener}, alone or joined with another listener by
 * {@link #andThen}. Thread-safe.
 *
 * <p>The names of all meters begin with {@code labnet.}, and each meter has the tag {@code server}. The other tags have
 * a limited number of values, whatever clients send: {@code rule} is the number of a rule of the protocol, {@code
 * reason} and {@code cause} are constants of an enum, and {@code type} is the simple name of a message's class, or the
 * name of the constant if the message is a constant of an enum. Clients choose neither rules nor classes. In case a
 * program creates them without a limit, {@code rule} and {@code type} have at most 100 values each; all further ones
 * are counted as {@code other}. No tag contains an address, or anything else from the content of a message.
 */
public final class ServerMetrics implements ServerListener, AutoCloseable {
    private static final String SERVER = "server";
    private static final String PREFIX = "labnet.";
    private static final String ACTIVE = PREFIX + "connections.active";

    /** The upper bounds of the buckets of the time from a request to its reply. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final String server;
    private final Tags tags;
    private final AtomicInteger active = new AtomicInteger();
    private final Counter accepted;
    private final Counter refused;
    private final Counter reset;
    private final Counter failures;
    private final Counter received;
    private final Counter sent;
    private final Timer connectionDuration;
    private final Timer requestDuration;
    private final LabelValues rules = new LabelValues();
    private final LabelValues types = new LabelValues();

    /** The counters of messages, by class or constant of an enum. */
    private final Map<Object, Counter> messages = new ConcurrentHashMap<>();

    private ServerMetrics(MeterRegistry registry, String server) {
        this.registry = registry;
        this.server = server;
        this.tags = Tags.of(SERVER, server);
        accepted = counter("labnet.connections.accepted", "Accepted connections", null);
        refused = counter(
                "labnet.connections.refused",
                "Connections refused because a limit was reached or their address is denied",
                null);
        reset = counter("labnet.connections.reset", "Connections reset because too much was buffered for them", null);
        failures = counter("labnet.failures", "Failures of sessions and of the server", null);
        received = counter("labnet.received", "Received bytes", "bytes");
        sent = counter("labnet.sent", "Sent bytes", "bytes");
        connectionDuration = Timer.builder("labnet.connection.duration")
                .description("How long connections lived")
                .tags(tags)
                .register(registry);
        requestDuration = Timer.builder("labnet.request.duration")
                .description("The time from the last byte of a request to the last byte of its reply")
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        Gauge.builder(ACTIVE, active, AtomicInteger::get)
                .description("Open connections")
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Registers the meters of one server.
     *
     * @param registry the registry
     * @param server the value of the tag {@code server}, such as the name of the protocol; different for each server of
     *     a registry
     * @return the listener for this server
     * @throws IllegalArgumentException if the registry has meters of a server with this name
     */
    public static ServerMetrics bindTo(MeterRegistry registry, String server) {
        Objects.requireNonNull(server, SERVER);
        if (registry.find(ACTIVE).tag(SERVER, server).gauge() != null) {
            throw new IllegalArgumentException("the registry has meters of a server '" + server + "'");
        }
        return new ServerMetrics(registry, server);
    }

    /** Returns {@code true}: every connection is measured. */
    @Override
    public boolean measures(Peer peer) {
        return true;
    }

    @Override
    public void accepted(Peer peer) {
        active.incrementAndGet();
        accepted.increment();
    }

    @Override
    public void refused(Peer peer, String limit) {
        refused.increment();
    }

    @Override
    public void rejected(Peer peer, ProtocolException problem, byte[] bytes) {
        Rule rule = problem.rule();
        String number = rule == null ? "none" : rules.limit(rule.number());
        Counter.builder("labnet.refusals")
                .description("Refused input, by broken rule")
                .tags(tags.and("rule", number, "reason", lowerCase(problem.reason())))
                .register(registry)
                .increment();
    }

    @Override
    public void timedOut(Peer peer, TimeoutCause cause, Duration after, @Nullable String incomplete) {
        Counter.builder("labnet.timeouts")
                .description("Conversations ended by a timeout, by what the server waited for")
                .tags(tags.and("cause", lowerCase(cause)))
                .register(registry)
                .increment();
    }

    @Override
    public void limitExceeded(Peer peer, String limit) {
        reset.increment();
    }

    @Override
    public void failed(@Nullable Peer peer, Throwable cause) {
        failures.increment();
    }

    @Override
    public void received(Peer peer, int bytes) {
        received.increment(bytes);
    }

    @Override
    public void sent(Peer peer, int bytes) {
        sent.increment(bytes);
    }

    @Override
    public void decoded(Peer peer, Object message) {
        Object type = message instanceof Enum<?> ? message : message.getClass();
        Counter counter = messages.get(type);
        (counter == null ? messageCounter(type) : counter).increment();
    }

    @Override
    public void replied(Peer peer, int requests, long nanos) {
        requestDuration.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void ended(Peer peer, ConnectionTotals totals) {
        connectionDuration.record(totals.lived());
    }

    @Override
    public void closed(Peer peer, @Nullable Throwable cause) {
        active.decrementAndGet();
    }

    /**
     * Removes the meters from the registry, so that it may get meters of another server with this name. Call this method
     * when the server has stopped: a later event may register its meter again.
     */
    @Override
    public void close() {
        for (Meter meter : registry.getMeters()) {
            Meter.Id id = meter.getId();
            if (id.getName().startsWith(PREFIX) && server.equals(id.getTag(SERVER))) {
                registry.remove(meter);
            }
        }
        messages.clear();
    }

    private Counter messageCounter(Object type) {
        Counter counter = Counter.builder("labnet.messages")
                .description("Received messages, by type")
                .tags(tags.and("type", types.limit(name(type))))
                .register(registry);
        if (messages.size() < LabelValues.MAX) {
            messages.put(type, counter);
        }
        return counter;
    }

    private static String name(Object type) {
        if (type instanceof Enum<?> constant) {
            return constant.name();
        }
        Class<?> of = (Class<?>) type;
        // The names of hidden classes, such as those of lambdas, change from run to run.
        return of.isHidden() || of.isAnonymousClass() ? "anonymous" : of.getSimpleName();
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Counter counter(String name, String description, @Nullable String unit) {
        return Counter.builder(name)
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }
}
