// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Protocol;
import java.time.Duration;

/** Checks and limits durations that users set. */
public final class Durations {
    /**
     * The duration that replaces every longer one. The sum of a {@link System#nanoTime} value and this duration does
     * not overflow.
     */
    public static final Duration LONGEST = Protocol.NO_LIMIT;

    private Durations() {}

    /** Requires at least a millisecond, because socket timeouts are in milliseconds and 0 means no timeout. */
    public static Duration positive(String name, Duration duration) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(name + " " + duration + " is shorter than a millisecond");
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    public static Duration notNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " " + duration + " is negative");
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    public static Duration longerThanZero(String name, Duration duration) {
        if (duration.isZero()) {
            throw new IllegalArgumentException(name + " " + duration + " is not positive");
        }
        return notNegative(name, duration);
    }

    /** Converts a duration to the nanoseconds of a loop's clock, limited to {@link #LONGEST}. */
    static long nanos(Duration duration) {
        return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
    }

    /** Converts a duration for a socket's timeout, limited to about 24 days. */
    public static int millis(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
    }
}
