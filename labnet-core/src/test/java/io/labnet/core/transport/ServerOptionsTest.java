// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.address.AddressSet;
import io.labnet.core.transport.internal.engine.RecordingListener;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerOptionsTest {
    private static final ServerOptions DEFAULTS = ServerOptions.defaults();

    static Stream<OptionOf<ServerOptions, Duration>> durations() {
        return Stream.of(
                option("idle", ServerOptions::withIdle, ServerOptions::idle),
                option("stall", ServerOptions::withStallTimeout, ServerOptions::stallTimeout),
                option("messageDeadline", ServerOptions::withMessageDeadline, ServerOptions::messageDeadline),
                option("quiet", ServerOptions::withQuiet, ServerOptions::quiet),
                option("flushDelay", ServerOptions::withFlushDelay, ServerOptions::flushDelay),
                option("drain", ServerOptions::withDrain, ServerOptions::drain));
    }

    static Stream<OptionOf<ServerOptions, Integer>> counts() {
        return Stream.of(
                option("maxConnections", ServerOptions::withMaxConnections, ServerOptions::maxConnections),
                option(
                        "maxConnectionsPerHost",
                        ServerOptions::withMaxConnectionsPerHost,
                        ServerOptions::maxConnectionsPerHost),
                option("connectionRate", ServerOptions::withConnectionRate, ServerOptions::connectionRate),
                option("highWaterMark", ServerOptions::withHighWaterMark, ServerOptions::highWaterMark),
                option("loops", ServerOptions::withLoops, ServerOptions::loops));
    }

    private static <T> OptionOf<ServerOptions, T> option(
            String name, BiFunction<ServerOptions, T, ServerOptions> change, Function<ServerOptions, T> tell) {
        return new OptionOf<>(name, DEFAULTS, change, tell);
    }

    @ParameterizedTest
    @MethodSource("durations")
    void duration_isSetAndChecked(OptionOf<ServerOptions, Duration> option) {
        OptionOf.checkDuration(option);
    }

    @ParameterizedTest
    @MethodSource("counts")
    void count_isSetAndChecked(OptionOf<ServerOptions, Integer> option) {
        option.checkKept(12_345);
        assertThat(option.changedTo(1)).isOne();
        for (int wrong : new int[] {0, -1, Integer.MIN_VALUE}) {
            option.checkRefused(wrong, "is less than 1");
        }
    }

    @Test
    void bytes_areSetAndChecked() {
        OptionOf<ServerOptions, Long> drain =
                option("drainBytes", ServerOptions::withDrainBytes, ServerOptions::drainBytes);
        drain.checkKept(0L);
        drain.checkRefused(-1L, "is negative");

        OptionOf<ServerOptions, Long> budget =
                option("bufferBudget", ServerOptions::withBufferBudget, ServerOptions::bufferBudget);
        budget.checkKept(1L);
        budget.checkRefused(0L, "is less than 1");
        assertThat(DEFAULTS.bufferBudget()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
    }

    @Test
    void minimumRate_isSetAndChecked() {
        OptionOf<ServerOptions, Integer> rate =
                option("minimumRate", ServerOptions::withMinimumRate, ServerOptions::minimumRate);
        rate.checkKept(12_345);
        rate.checkRefused(-1, "is negative");
        assertThat(rate.changedTo(0)).isZero();
    }

    @Test
    void addresses_areSet() {
        AddressSet addresses = AddressSet.parse("10.0.0.0/8");
        option("denied", ServerOptions::withDenied, ServerOptions::denied).checkKept(() -> addresses);
        option("proxies", ServerOptions::withProxies, ServerOptions::proxies).checkKept(addresses);
        assertThat(DEFAULTS.denied().get().isEmpty()).isTrue();
        assertThat(DEFAULTS.proxies().isEmpty()).isTrue();
    }

    @Test
    void workersAndListener_areSet() {
        option("workers", ServerOptions::withWorkers, ServerOptions::workers).checkKept(Runnable::run);
        option("listener", ServerOptions::withListener, ServerOptions::listener).checkKept(new RecordingListener());
    }

    @Test
    void defaults_useProtocolTimeouts() {
        assertThat(DEFAULTS.idle()).isNull();
        assertThat(DEFAULTS.messageDeadline()).isNull();
        assertThat(DEFAULTS.withIdle(Duration.ofSeconds(1)).withIdle(null).idle())
                .isNull();
        assertThat(DEFAULTS.withMessageDeadline(Duration.ofSeconds(1))
                        .withMessageDeadline(null)
                        .messageDeadline())
                .isNull();
    }

    @Test
    void defaults_areAsDocumented() {
        assertThat(DEFAULTS.maxConnections()).isEqualTo(16_384);
        assertThat(DEFAULTS.maxConnectionsPerHost()).isEqualTo(DEFAULTS.maxConnections());
        assertThat(DEFAULTS.connectionRate()).isEqualTo(1000);
        assertThat(DEFAULTS.minimumRate()).isZero();
        assertThat(DEFAULTS.quiet()).isEqualTo(Duration.ofMillis(50));
        assertThat(DEFAULTS.flushDelay()).isEqualTo(Duration.ofMillis(25));
        assertThat(DEFAULTS.loops()).isBetween(1, 4);
        assertThat(DEFAULTS.workers()).isNull();
    }
}
