// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.Bounds;
import io.labnet.fernet.Fernet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Another time than now. */
final class TimeOption {
    /** The second of {@link Instant#MAX}. */
    private static final long LAST = 31_556_889_864_403_199L;

    @Bounds(min = 0, max = LAST)
    @Option(
            names = "--at",
            paramLabel = "UNIX-TIME",
            description = "the time to go by, in seconds since 1970 (default: now)")
    private @Nullable Long at;

    boolean isGiven() {
        return at != null;
    }

    /** Sets the clock of a Fernet. */
    UnaryOperator<Fernet> clock() {
        Clock clock = clockOrNull();
        return clock == null ? UnaryOperator.identity() : fernet -> fernet.withClock(clock);
    }

    /**
     * Tells the time to go by.
     *
     * @return seconds since 1970, at least 0
     */
    long seconds() {
        Clock clock = clockOrNull();
        return (clock == null ? Clock.systemUTC() : clock).instant().getEpochSecond();
    }

    private @Nullable Clock clockOrNull() {
        return at == null ? null : Clock.fixed(Instant.ofEpochSecond(at), ZoneOffset.UTC);
    }
}
