// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.fernet;

import io.labnet.fernet.Fernet;
import java.time.DateTimeException;
import java.time.Instant;
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

    Fernet applyTo(Fernet fernet) {
        if (at == null || command == null) {
            return fernet;
        }
        if (at < 0) {
            throw new ParameterException(command.commandLine(), "--at " + at + " is negative");
        }
        try {
            return fernet.at(Instant.ofEpochSecond(at));
        } catch (DateTimeException e) {
            throw new ParameterException(command.commandLine(), "--at " + at + " is beyond the calendar", e);
        }
    }
}
