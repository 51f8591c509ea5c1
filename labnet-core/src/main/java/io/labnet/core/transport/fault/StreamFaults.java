// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The faults of one direction of a byte stream: how its bytes are cut, joined, delayed, changed and lost. Numbers of
 * bytes count from the beginning of the connection. Immutable: each {@code with} method returns a changed copy.
 *
 * @see FaultPlan
 */
public final class StreamFaults {
    private static final StreamFaults NONE = new StreamFaults(Map.of(), 0);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** The settings that are whole numbers: of bytes, of bytes per second, or of nanoseconds. */
    enum Setting {
        SPLIT,
        COALESCING,
        DELAY,
        JITTER,
        BANDWIDTH,
        STALL_AFTER,
        STALL_TIME,
        DROP_AFTER,
        RESET_AFTER,
        END_AFTER,
        CORRUPT_BYTE
    }

    private final Map<Setting, Long> settings;
    private final double corruption;

    private StreamFaults(Map<Setting, Long> settings, double corruption) {
        this.settings = settings;
        this.corruption = corruption;
    }

    /**
     * Returns the faults of a perfect connection, which has none.
     *
     * @return no faults
     */
    public static StreamFaults none() {
        return NONE;
    }

    /**
     * Cuts the bytes into pieces of random sizes. Input is received piece by piece, and output is written piece by
     * piece. The pieces follow each other immediately, unless there is a bandwidth; a socket's reader may then receive
     * several of them at once.
     *
     * @param meanBytes the mean size of a piece, 1 or more; 1 gives single bytes
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public StreamFaults withSplit(int meanBytes) {
        return with(Setting.SPLIT, atLeast(1, "split", meanBytes));
    }

    /**
     * Holds small pieces and joins them. A pause and the end keep their places between the bytes. Has no effect on the
     * output of a blocking {@link io.labnet.core.transport.Connection}.
     *
     * @param window how long the first of the joined pieces is held; zero to a day
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public StreamFaults withCoalescing(Duration window) {
        return with(Setting.COALESCING, nanos("coalescing", window));
    }

    /**
     * Delays all bytes, in their order.
     *
     * @param delay zero to a day
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public StreamFaults withDelay(Duration delay) {
        return with(Setting.DELAY, nanos("delay", delay));
    }

    /**
     * Delays each burst of bytes by a random time, in addition to the delay. The bytes keep their order.
     *
     * @param most the longest random delay; zero to a day
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public StreamFaults withJitter(Duration most) {
        return with(Setting.JITTER, nanos("jitter", most));
    }

    /**
     * Limits the speed. The bytes pass in pieces of at most 10 milliseconds.
     *
     * @param bytesPerSecond 1 or more
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public StreamFaults withBandwidth(long bytesPerSecond) {
        return with(Setting.BANDWIDTH, atLeast(1, "bandwidth", bytesPerSecond));
    }

    /**
     * Stops the bytes once, for a time. The time begins when the next byte is ready to pass.
     *
     * @param afterBytes the number of bytes that pass before, 0 or more
     * @param time how long; zero to a day
     * @return the changed faults
     * @throws IllegalArgumentException if an argument is out of range
     */
    public StreamFaults withStall(long afterBytes, Duration time) {
        return with(Setting.STALL_AFTER, atLeast(0, "stall", afterBytes))
                .with(Setting.STALL_TIME, nanos("stall", time));
    }

    /**
     * Discards all bytes after the first ones. The connection stays open, and the end of the stream still arrives.
     *
     * @param bytes the number of bytes that pass before, 0 or more
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public StreamFaults withDropAfter(long bytes) {
        return with(Setting.DROP_AFTER, atLeast(0, "drop", bytes));
    }

    /**
     * Resets the connection after a number of bytes.
     *
     * @param bytes the number of bytes that pass before, 0 or more
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public StreamFaults withResetAfter(long bytes) {
        return with(Setting.RESET_AFTER, atLeast(0, "reset", bytes));
    }

    /**
     * Ends this direction after a number of bytes, and discards the rest; the other direction stays open. A session
     * whose output has ended in this way receives input for the
     * {@linkplain io.labnet.core.transport.ServerOptions#drain drain time}, then its connection is closed.
     *
     * @param bytes the number of bytes that pass before, 0 or more
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public StreamFaults withEndAfter(long bytes) {
        return with(Setting.END_AFTER, atLeast(0, "end", bytes));
    }

    /**
     * Flips one bit of one byte.
     *
     * @param at the offset of the byte, 0 or more
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public StreamFaults withCorruptByte(long at) {
        return with(Setting.CORRUPT_BYTE, atLeast(0, "corrupt byte", at));
    }

    /**
     * Flips one bit of some bytes.
     *
     * @param rate the probability for each byte, 0 to 1
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public StreamFaults withCorruption(double rate) {
        // The negation also rejects NaN.
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("corruption " + rate + " is not within 0 to 1");
        }
        return new StreamFaults(settings, rate);
    }

    /** Returns the value of a setting. */
    long get(Setting setting, long otherwise) {
        return settings.getOrDefault(setting, otherwise);
    }

    double corruption() {
        return corruption;
    }

    boolean isNone() {
        return settings.isEmpty() && corruption == 0;
    }

    private StreamFaults with(Setting setting, long value) {
        Map<Setting, Long> changed = new EnumMap<>(Setting.class);
        changed.putAll(settings);
        changed.put(setting, value);
        return new StreamFaults(Map.copyOf(changed), corruption);
    }

    private static long atLeast(long least, String name, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " " + value + " is less than " + least);
        }
        return value;
    }

    private static long nanos(String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " " + duration + " is not within zero to a day");
        }
        return duration.toNanos();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(settings).forEach((setting, value) -> text.append(text.isEmpty() ? "" : ", ")
                .append(setting.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append(' ')
                .append(inUnits(setting, value)));
        if (corruption > 0) {
            text.append(text.isEmpty() ? "" : ", ").append("corruption ").append(corruption);
        }
        return text.isEmpty() ? "none" : text.toString();
    }

    private static Object inUnits(Setting setting, long value) {
        return switch (setting) {
            case COALESCING, DELAY, JITTER, STALL_TIME -> Duration.ofNanos(value);
            case SPLIT, BANDWIDTH, STALL_AFTER, DROP_AFTER, RESET_AFTER, END_AFTER, CORRUPT_BYTE -> value;
        };
    }
}
