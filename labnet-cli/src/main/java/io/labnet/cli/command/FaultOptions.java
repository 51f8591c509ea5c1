// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.fault.FaultPlan;
import io.labnet.core.transport.fault.FaultTransport;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
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

    /** A plan, and what to print so that the run can be repeated. */
    private record Faults(FaultPlan plan, String line) {}

    private static final class Reader implements ITypeConverter<Faults> {
        @Override
        public Faults convert(String value) {
            FaultPlan plan = read(value, FaultPlan::parse);
            return new Faults(plan, line("faults", value, plan.seed()));
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
        System.err.println(faults.line);
        return new FaultTransport(transport, faults.plan);
    }

    /**
     * Reads faults, with a random seed if the text contains none.
     *
     * @param <T> the type of the faults
     * @param text the text from the command line
     * @param parser reads the text, given a seed
     * @return the faults
     * @throws TypeConversionException if the parser throws an {@link IllegalArgumentException}
     */
    public static <T> T read(String text, BiFunction<String, Long, T> parser) {
        try {
            return parser.apply(text, (long) ThreadLocalRandom.current().nextInt(SEEDS));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /**
     * Describes faults in a line that allows to repeat them, such as {@code faults: split, seed 42}.
     *
     * @param what the first word or words
     * @param text the text from the command line, which may contain a seed
     * @param seed the seed
     * @return the line, without control characters
     */
    public static String line(String what, String text, long seed) {
        String listed = Stream.of(text.split(","))
                .map(String::strip)
                .filter(fault -> !fault.startsWith("seed="))
                .map(fault -> fault + ", ")
                .collect(Collectors.joining());
        return what + ": " + EscapedText.of(listed) + "seed " + seed;
    }
}
