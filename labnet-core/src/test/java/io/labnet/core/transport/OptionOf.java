// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;

/** An option with its setter and getter, and checks that apply to every option. */
record OptionOf<O, T>(String name, O defaults, BiFunction<O, T, O> change, Function<O, T> tell) {
    T changedTo(T value) {
        return tell.apply(change.apply(defaults, value));
    }

    /** Checks that the option is set, and that the other options and the original object are unchanged. */
    void checkKept(T value) {
        O changed = change.apply(defaults, value);
        assertThat(tell.apply(changed)).isEqualTo(value);
        assertThat(tell.apply(defaults)).isNotEqualTo(value);
        assertThat(change.apply(changed, tell.apply(defaults)))
                .usingRecursiveComparison()
                .isEqualTo(defaults);
    }

    /** Checks that an invalid value is refused with the name of the option. */
    void checkRefused(T wrong, String problem) {
        assertThatThrownBy(() -> change.apply(defaults, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + " " + wrong + " " + problem);
    }

    /** Checks the minimum of a duration, and that it may be unlimited. */
    static <O> void checkDuration(OptionOf<O, Duration> option) {
        option.checkKept(Duration.ofMillis(1));
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofNanos(999_999), Duration.ofSeconds(-1)}) {
            option.checkRefused(wrong, "is shorter than a millisecond");
        }
        assertThat(option.changedTo(Duration.ofSeconds(Long.MAX_VALUE)).toNanos())
                .isGreaterThan(Duration.ofDays(365).toNanos());
    }

    @Override
    public String toString() {
        return name;
    }
}
