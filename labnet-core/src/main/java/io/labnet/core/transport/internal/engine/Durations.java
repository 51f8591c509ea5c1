// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Protocol;
import java.time.Duration;

/** Bounds of durations that users set. */
public final class Durations {
    /** Long enough for everything, short enough to be added to a clock in nanoseconds. */
    public static final Duration LONGEST = Protocol.NO_LIMIT;

    private Durations() {}

    /** Sockets count in milliseconds, and take 0 for ever. */
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

    /** For a loop's clock, whatever a protocol says. */
    static long nanos(Duration duration) {
        return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
    }

    /** For a socket's timeout; about 24 days are as good as for ever. */
    public static int millis(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
    }
}
