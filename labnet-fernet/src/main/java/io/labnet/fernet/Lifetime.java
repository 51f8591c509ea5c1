// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * Checks whether a timestamp is too old or too new for a clock. All numbers are unsigned, and only a smaller number is
 * subtracted from a larger one, so that nothing overflows.
 *
 * @param clock the clock
 * @param clockSkew how far a timestamp may be ahead of the clock, not negative
 */
record Lifetime(Clock clock, Duration clockSkew) {
    Lifetime {
        Objects.requireNonNull(clock, "clock");
        requireNotNegative("clockSkew", clockSkew);
    }

    /** Returns the current time in seconds since 1970, at least 0. */
    long now() {
        return Math.max(0, clock.instant().getEpochSecond());
    }

    /** Throws an exception if a timestamp is too old or too new. */
    void check(long timestamp, Duration timeToLive) {
        long now = now();
        if (isLaterByMoreThan(timeToLive, now, timestamp)) {
            throw new FernetException(
                    FernetException.Reason.EXPIRED,
                    "expired: the token was made more than " + timeToLive.toSeconds() + " s ago");
        }
        if (isLaterByMoreThan(clockSkew, timestamp, now)) {
            throw new FernetException(
                    FernetException.Reason.FROM_THE_FUTURE,
                    "from the future: the token was made more than " + clockSkew.toSeconds() + " s from now");
        }
    }

    private static boolean isLaterByMoreThan(Duration time, long later, long earlier) {
        return Long.compareUnsigned(later, earlier) > 0 && Long.compareUnsigned(later - earlier, time.toSeconds()) > 0;
    }

    /** Returns a time to live after checking that it is not negative. */
    static Duration timeToLive(Duration timeToLive) {
        requireNotNegative("timeToLive", Objects.requireNonNull(timeToLive, "timeToLive"));
        return timeToLive;
    }

    private static void requireNotNegative(String name, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(name + " " + time + " is negative");
        }
    }
}
