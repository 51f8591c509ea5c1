// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.internal.engine.NotingListener;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerOptionsTest {
    private static final ServerOptions DEFAULTS = ServerOptions.defaults();

    static Stream<Arguments> durations() {
        return Stream.of(
                duration("idle", ServerOptions::withIdle, ServerOptions::idle),
                duration("stall", ServerOptions::withStall, ServerOptions::stall),
                duration("messageDeadline", ServerOptions::withMessageDeadline, ServerOptions::messageDeadline),
                duration("quiet", ServerOptions::withQuiet, ServerOptions::quiet),
                duration("separation", ServerOptions::withSeparation, ServerOptions::separation),
                duration("drain", ServerOptions::withDrain, ServerOptions::drain));
    }

    static Stream<Arguments> counts() {
        return Stream.of(
                count("maxConnections", ServerOptions::withMaxConnections, ServerOptions::maxConnections),
                count(
                        "maxConnectionsPerHost",
                        ServerOptions::withMaxConnectionsPerHost,
                        ServerOptions::maxConnectionsPerHost),
                count("highWaterMark", ServerOptions::withHighWaterMark, ServerOptions::highWaterMark),
                count("loops", ServerOptions::withLoops, ServerOptions::loops));
    }

    private static Arguments duration(
            String name,
            BiFunction<ServerOptions, Duration, ServerOptions> change,
            Function<ServerOptions, Duration> tell) {
        return Arguments.of(name, change, tell);
    }

    private static Arguments count(
            String name,
            BiFunction<ServerOptions, Integer, ServerOptions> change,
            Function<ServerOptions, Integer> tell) {
        return Arguments.of(name, change, tell);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"durations"})
    void duration_isKeptAndBounded(
            String name,
            BiFunction<ServerOptions, Duration, ServerOptions> change,
            Function<ServerOptions, Duration> tell) {
        checkKept(change, tell, Duration.ofMillis(1));
        assertThat(tell.apply(change.apply(DEFAULTS, Duration.ofSeconds(Long.MAX_VALUE)))
                        .toNanos())
                .isGreaterThan(Duration.ofDays(365).toNanos());
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofNanos(999_999), Duration.ofSeconds(-1)}) {
            assertThatThrownBy(() -> change.apply(DEFAULTS, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(name + " " + wrong + " is shorter than a millisecond");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"counts"})
    void count_isKeptAndBounded(
            String name,
            BiFunction<ServerOptions, Integer, ServerOptions> change,
            Function<ServerOptions, Integer> tell) {
        checkKept(change, tell, 12_345);
        assertThat(tell.apply(change.apply(DEFAULTS, 1))).isOne();
        for (int wrong : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> change.apply(DEFAULTS, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(name + " " + wrong + " is less than 1");
        }
    }

    @Test
    void drainBytes_areKeptAndBounded() {
        checkKept(ServerOptions::withDrainBytes, ServerOptions::drainBytes, 0L);
        assertThatThrownBy(() -> DEFAULTS.withDrainBytes(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("drainBytes -1 is negative");
    }

    @Test
    void bufferBudget_isKeptAndBounded() {
        checkKept(ServerOptions::withBufferBudget, ServerOptions::bufferBudget, 1L);
        assertThatThrownBy(() -> DEFAULTS.withBufferBudget(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bufferBudget 0 is less than 1");
        assertThat(DEFAULTS.bufferBudget()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
    }

    @Test
    void workersAndListener_areKept() {
        checkKept(ServerOptions::withWorkers, ServerOptions::workers, (Executor) Runnable::run);
        checkKept(ServerOptions::withListener, ServerOptions::listener, new NotingListener());
    }

    @Test
    void defaults_leaveToTheProtocolWhatIsTheProtocols() {
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
    void defaults_areThoseOfTheDocumentation() {
        assertThat(DEFAULTS.maxConnections()).isEqualTo(16_384);
        assertThat(DEFAULTS.maxConnectionsPerHost()).isEqualTo(DEFAULTS.maxConnections());
        assertThat(DEFAULTS.quiet()).isEqualTo(Duration.ofMillis(50));
        assertThat(DEFAULTS.separation()).isEqualTo(Duration.ofMillis(25));
        assertThat(DEFAULTS.loops()).isBetween(1, 4);
        assertThat(DEFAULTS.workers()).isNull();
    }

    /** A changed option is told, the others and the options it was changed in stay as they are. */
    private static <T> void checkKept(
            BiFunction<ServerOptions, T, ServerOptions> change, Function<ServerOptions, T> tell, T value) {
        ServerOptions changed = change.apply(DEFAULTS, value);
        assertThat(tell.apply(changed)).isEqualTo(value);
        assertThat(tell.apply(DEFAULTS)).isNotEqualTo(value);
        assertThat(change.apply(changed, tell.apply(DEFAULTS)))
                .usingRecursiveComparison()
                .isEqualTo(DEFAULTS);
    }
}
