// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.fault.FaultPlan;
import io.labnet.core.transport.fault.FaultTransport;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --fault} of every server and client: faults of its connections, for tests. */
public final class FaultOptions {
    /** Random seeds are less than this number, so that they are short. */
    private static final int SEEDS = 1_000_000;

    @Option(
            names = "--fault",
            paramLabel = "SPEC",
            converter = Reader.class,
            description = "add faults to the connections, for tests: a list such as split,delay=20ms of split[=N],"
                    + " coalesce=TIME, delay=TIME, jitter=TIME, bandwidth=N, stall=N[/TIME], drop=N, reset=N,"
                    + " half-close=N, corrupt=N or RATE%%, refuse[=N] and seed=N, which repeats a run; see"
                    + " docs/faults.md")
    private @Nullable Faults faults;

    /** A plan, and the text that it was read from. */
    private record Faults(String text, FaultPlan plan) {
        /** Says what to repeat: the faults, and the seed, which the text may not contain. */
        @Override
        public String toString() {
            String listed = Stream.of(text.split(","))
                    .map(String::strip)
                    .filter(fault -> !fault.startsWith("seed="))
                    .map(fault -> fault + ", ")
                    .collect(Collectors.joining());
            return "faults: " + EscapedText.of(listed) + "seed " + plan.seed();
        }
    }

    /** Reads a plan. */
    private static final class Reader implements ITypeConverter<Faults> {
        @Override
        public Faults convert(String value) {
            try {
                return new Faults(
                        value,
                        FaultPlan.parse(value, ThreadLocalRandom.current().nextInt(SEEDS)));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Creates the options; called by picocli. */
    public FaultOptions() {}

    /**
     * Adds the faults to a transport, and prints them on standard error. A transport with TLS is put over the result,
     * so that the faults affect the encrypted bytes, as those of a network do.
     *
     * @param transport the transport
     * @return {@code transport} itself if there are no faults
     */
    public Transport over(Transport transport) {
        if (faults == null) {
            return transport;
        }
        System.err.println(faults);
        return new FaultTransport(transport, faults.plan);
    }
}
