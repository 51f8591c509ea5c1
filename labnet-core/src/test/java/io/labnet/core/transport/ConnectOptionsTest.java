// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.internal.engine.Durations;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectOptionsTest {
    private static final ConnectOptions DEFAULTS = ConnectOptions.defaults();
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    static Stream<Arguments> durations() {
        return Stream.of(
                option("connectTimeout", ConnectOptions::withConnectTimeout, ConnectOptions::connectTimeout),
                option("readTimeout", ConnectOptions::withReadTimeout, ConnectOptions::readTimeout),
                option("quiet", ConnectOptions::withQuiet, ConnectOptions::quiet));
    }

    private static Arguments option(
            String name,
            BiFunction<ConnectOptions, Duration, ConnectOptions> change,
            Function<ConnectOptions, Duration> tell) {
        return Arguments.of(name, change, tell);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("durations")
    void duration_isKept(
            String name,
            BiFunction<ConnectOptions, Duration, ConnectOptions> change,
            Function<ConnectOptions, Duration> tell) {
        Duration other = Duration.ofMillis(1);
        ConnectOptions changed = change.apply(DEFAULTS, other);
        assertThat(tell.apply(changed)).isEqualTo(other);
        // The rest stays, and so do the options that were changed.
        assertThat(change.apply(changed, tell.apply(DEFAULTS)))
                .usingRecursiveComparison()
                .isEqualTo(DEFAULTS);
        assertThat(tell.apply(DEFAULTS)).isNotEqualTo(other);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("durations")
    void duration_hasABoundThatIsNamed(
            String name,
            BiFunction<ConnectOptions, Duration, ConnectOptions> change,
            Function<ConnectOptions, Duration> tell) {
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofNanos(999_999), Duration.ofSeconds(-1)}) {
            assertThatThrownBy(() -> change.apply(DEFAULTS, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(name + " " + wrong + " is shorter than a millisecond");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("durations")
    void duration_mayBeForever(
            String name,
            BiFunction<ConnectOptions, Duration, ConnectOptions> change,
            Function<ConnectOptions, Duration> tell) {
        Duration told = tell.apply(change.apply(DEFAULTS, FOREVER));
        assertThat(told).isGreaterThan(Duration.ofDays(365));
        // What sockets and clocks count in.
        assertThat(Durations.millis(told)).isEqualTo(Integer.MAX_VALUE);
        assertThat(told.toNanos()).isPositive();
    }
}
