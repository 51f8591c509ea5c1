// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.internal.engine.Durations;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectOptionsTest {
    static Stream<OptionOf<ConnectOptions, Duration>> durations() {
        return Stream.of(
                option("connectTimeout", ConnectOptions::withConnectTimeout, ConnectOptions::connectTimeout),
                option("readTimeout", ConnectOptions::withReadTimeout, ConnectOptions::readTimeout),
                option("quiet", ConnectOptions::withQuiet, ConnectOptions::quiet));
    }

    private static OptionOf<ConnectOptions, Duration> option(
            String name,
            BiFunction<ConnectOptions, Duration, ConnectOptions> change,
            Function<ConnectOptions, Duration> tell) {
        return new OptionOf<>(name, ConnectOptions.defaults(), change, tell);
    }

    @ParameterizedTest
    @MethodSource("durations")
    void duration_isSetAndChecked(OptionOf<ConnectOptions, Duration> option) {
        OptionOf.checkDuration(option);
        // The units of sockets and clocks.
        assertThat(Durations.millis(option.changedTo(Duration.ofSeconds(Long.MAX_VALUE))))
                .isEqualTo(Integer.MAX_VALUE);
    }
}
