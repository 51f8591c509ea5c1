// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text form of a {@link FaultPlan}, described at {@link FaultPlan#parse}. */
final class FaultSpec {
    private static final Pattern ITEM = Pattern.compile("(?:(in|out)\\.)?([^=]*)(?:=(.*))?", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})([kMG]?)");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(us|ms|s)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)%");
    private static final Pattern STALL = Pattern.compile("([^/]*)(?:/(.*))?", Pattern.DOTALL);
    private static final String REFUSE = "refuse";
    private static final String SEED = "seed";
    private static final double MAX_PERCENT = 100;
    private static final String STALL_TIME = "10s";

    private static final List<Kind> KINDS = List.of(
            new Kind("split", "1", (faults, value) -> faults.withSplit(integer(value))),
            new Kind("coalesce", null, (faults, value) -> faults.withCoalescing(time(value))),
            new Kind("delay", null, (faults, value) -> faults.withDelay(time(value))),
            new Kind("jitter", null, (faults, value) -> faults.withJitter(time(value))),
            new Kind("bandwidth", null, (faults, value) -> faults.withBandwidth(number(value))),
            new Kind("stall", null, FaultSpec::stall),
            new Kind("drop", null, (faults, value) -> faults.withDropAfter(number(value))),
            new Kind("reset", null, (faults, value) -> faults.withResetAfter(number(value))),
            new Kind("half-close", null, (faults, value) -> faults.withEndAfter(number(value))),
            new Kind("corrupt", null, FaultSpec::corrupt));

    /** A fault of a stream, with the value that it has if none is given; {@code null} if it needs one. */
    private record Kind(
            String name, @Nullable String standard, BiFunction<StreamFaults, String, StreamFaults> change) {}

    private FaultSpec() {}

    static FaultPlan parse(String text, long seed) {
        return fold(text, FaultPlan.seeded(seed), FaultSpec::with);
    }

    /** Reads the faults of datagrams, described at {@link DatagramFaults#parse}. */
    static DatagramFaults datagrams(String text, long seed) {
        return fold(text, DatagramFaults.seeded(seed), FaultSpec::with);
    }

    private static <T> T fold(String text, T none, BiFunction<T, String, T> with) {
        T faults = none;
        for (String item : text.split(",", -1)) {
            try {
                faults = with.apply(faults, item.strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + item.strip() + "': " + e.getMessage(), e);
            }
        }
        return faults;
    }

    private static DatagramFaults with(DatagramFaults faults, String item) {
        int equals = item.indexOf('=');
        String name = equals < 0 ? item : item.substring(0, equals);
        @Nullable String value = equals < 0 ? null : item.substring(equals + 1);
        return switch (name) {
            case "loss" -> faults.withLoss(rate(given(value, "a rate")));
            case "duplicate" -> faults.withDuplicates(rate(given(value, "a rate")));
            case "reorder" -> faults.withReordering(rate(given(value, "a rate")));
            case SEED -> faults.withSeed(seed(given(value, "a number")));
            default -> throw new IllegalArgumentException("no fault; use loss, duplicate, reorder or seed");
        };
    }

    private static FaultPlan with(FaultPlan plan, String item) {
        Matcher parts = ITEM.matcher(item);
        if (!parts.matches()) {
            throw new IllegalStateException("every text is an item");
        }
        @Nullable String direction = parts.group(1);
        String name = parts.group(2);
        @Nullable String value = parts.group(3);
        if (direction != null && (name.equals(SEED) || name.equals(REFUSE))) {
            throw new IllegalArgumentException(name + " is for both directions; omit '" + direction + ".'");
        }
        if (name.equals(SEED)) {
            return plan.withSeed(seed(given(value, "a number")));
        }
        if (name.equals(REFUSE)) {
            return plan.withRefusals(value == null ? 1 : refusals(value));
        }
        Kind kind = kind(name);
        String used = value == null && kind.standard != null ? kind.standard : given(value, "a value");
        UnaryOperator<StreamFaults> change = faults -> kind.change.apply(faults, used);
        FaultPlan changed = "out".equals(direction) ? plan : plan.withInput(change.apply(plan.input()));
        return "in".equals(direction) ? changed : changed.withOutput(change.apply(plan.output()));
    }

    private static Kind kind(String name) {
        for (Kind kind : KINDS) {
            if (kind.name.equals(name)) {
                return kind;
            }
        }
        String known = KINDS.stream().map(Kind::name).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("no fault; use " + known + ", " + REFUSE + " or " + SEED);
    }

    private static String given(@Nullable String value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is missing after '='");
        }
        return value;
    }

    private static StreamFaults stall(StreamFaults faults, String value) {
        Matcher parts = STALL.matcher(value);
        if (!parts.matches()) {
            throw new IllegalStateException("every text is a stall");
        }
        @Nullable String time = parts.group(2);
        return faults.withStall(number(parts.group(1)), time(time == null ? STALL_TIME : time));
    }

    private static StreamFaults corrupt(StreamFaults faults, String value) {
        return value.endsWith("%") ? faults.withCorruption(rate(value)) : faults.withCorruptByte(number(value));
    }

    private static long seed(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + value + "' is not a whole number", e);
        }
    }

    private static int refusals(String value) {
        int number = integer(value);
        if (number < 1) {
            throw new IllegalArgumentException("'" + value + "' is less than 1");
        }
        return number;
    }

    private static int integer(String value) {
        long number = number(value);
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("'" + value + "' is larger than " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private static long number(String value) {
        Matcher parts = matched(NUMBER, value, "a number of bytes, such as 100 or 10k");
        long factor =
                switch (parts.group(2)) {
                    case "k" -> 1_000;
                    case "M" -> 1_000_000;
                    case "G" -> 1_000_000_000;
                    default -> 1;
                };
        return Long.parseLong(parts.group(1)) * factor;
    }

    private static Duration time(String value) {
        Matcher parts = matched(TIME, value, "a time, such as 500us, 20ms or 2s");
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "us" -> Duration.ofNanos(1_000 * number);
            case "ms" -> Duration.ofMillis(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /** Returns a rate in percent as a probability. */
    private static double rate(String value) {
        double percent = Double.parseDouble(
                matched(RATE, value, "a rate, such as 5% or 0.1%").group(1));
        if (percent > MAX_PERCENT) {
            throw new IllegalArgumentException("'" + value + "' is more than 100%");
        }
        return percent / MAX_PERCENT;
    }

    private static Matcher matched(Pattern pattern, String value, String what) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + value + "' is not " + what);
        }
        return matcher;
    }
}
