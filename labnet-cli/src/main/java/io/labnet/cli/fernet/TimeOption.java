// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.Bounds;
import io.labnet.fernet.Fernet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --at}: a time to use instead of now. */
final class TimeOption {
    /** The second of {@link Instant#MAX}. */
    private static final long LAST = 31_556_889_864_403_199L;

    @Bounds(min = 0, max = LAST)
    @Option(
            names = "--at",
            paramLabel = "UNIX-TIME",
            description = "the time to use, in seconds since 1970 (default: now)")
    private @Nullable Long at;

    boolean isGiven() {
        return at != null;
    }

    /** Returns a Fernet whose clock shows this time. */
    Fernet of(Fernet fernet) {
        return at == null ? fernet : fernet.withClock(Clock.fixed(Instant.ofEpochSecond(at), ZoneOffset.UTC));
    }

    /**
     * Returns the time to use.
     *
     * @return seconds since 1970, at least 0
     */
    long seconds() {
        return at == null ? Clock.systemUTC().instant().getEpochSecond() : at;
    }
}
