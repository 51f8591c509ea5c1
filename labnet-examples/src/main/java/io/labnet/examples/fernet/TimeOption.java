// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.fernet;

import io.labnet.fernet.Fernet;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Another time than now. */
final class TimeOption {
    @Option(
            names = "--at",
            paramLabel = "UNIX-TIME",
            description = "the time to go by, in seconds since 1970 (default: now)")
    private @Nullable Long at;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    boolean isGiven() {
        return at != null;
    }

    /**
     * Sets the clock of a Fernet. Asked for before anything else is done, since the command line may be wrong.
     *
     * @throws ParameterException if it is no time that can be
     */
    UnaryOperator<Fernet> clock() {
        Clock clock = clockOrNull();
        return clock == null ? UnaryOperator.identity() : fernet -> fernet.withClock(clock);
    }

    /**
     * Tells the time to go by.
     *
     * @return seconds since 1970, at least 0
     * @throws ParameterException if it is no time that can be
     */
    long seconds() {
        Clock clock = clockOrNull();
        return (clock == null ? Clock.systemUTC() : clock).instant().getEpochSecond();
    }

    private @Nullable Clock clockOrNull() {
        if (at == null || command == null) {
            return null;
        }
        if (at < 0) {
            throw new ParameterException(command.commandLine(), "--at " + at + " is negative");
        }
        try {
            return Clock.fixed(Instant.ofEpochSecond(at), ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new ParameterException(command.commandLine(), "--at " + at + " is beyond the calendar", e);
        }
    }
}
