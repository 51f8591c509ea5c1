// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import java.util.Objects;

/**
 * The faults of the connections of a {@link FaultTransport}, and the seed of their randomness. Which byte is cut off,
 * delayed or changed depends only on the seed, the number of the connection, and the byte's offset. The same seed
 * and the same traffic therefore give the same faults. Immutable: each {@code with} method returns a changed copy.
 *
 * <p>Input and output are those of the side whose transport is wrapped.
 */
public final class FaultPlan {
    private final long seed;
    private final StreamFaults input;
    private final StreamFaults output;
    private final int refused;

    private FaultPlan(long seed, StreamFaults input, StreamFaults output, int refused) {
        this.seed = seed;
        this.input = Objects.requireNonNull(input, "input");
        this.output = Objects.requireNonNull(output, "output");
        this.refused = refused;
    }

    /**
     * Returns a plan with a seed, and without faults.
     *
     * @param seed any number
     * @return a plan that changes nothing
     */
    public static FaultPlan seeded(long seed) {
        return new FaultPlan(seed, StreamFaults.none(), StreamFaults.none(), 0);
    }

    /**
     * Reads a plan from a text: faults separated by commas, such as {@code split,delay=20ms,out.drop=100,seed=7}.
     *
     * <table>
     * <caption>Faults</caption>
     * <tr><th>fault</th><th>method</th></tr>
     * <tr><td>{@code split}, {@code split=BYTES}</td><td>{@link StreamFaults#withSplit}, by default 1</td></tr>
     * <tr><td>{@code coalesce=TIME}</td><td>{@link StreamFaults#withCoalescing}</td></tr>
     * <tr><td>{@code delay=TIME}</td><td>{@link StreamFaults#withDelay}</td></tr>
     * <tr><td>{@code jitter=TIME}</td><td>{@link StreamFaults#withJitter}</td></tr>
     * <tr><td>{@code bandwidth=BYTES}</td><td>{@link StreamFaults#withBandwidth}</td></tr>
     * <tr><td>{@code stall=BYTES}, {@code stall=BYTES/TIME}</td>
     *     <td>{@link StreamFaults#withStall}, by default for 10 seconds</td></tr>
     * <tr><td>{@code drop=BYTES}</td><td>{@link StreamFaults#withDropAfter}</td></tr>
     * <tr><td>{@code reset=BYTES}</td><td>{@link StreamFaults#withResetAfter}</td></tr>
     * <tr><td>{@code half-close=BYTES}</td><td>{@link StreamFaults#withEndAfter}</td></tr>
     * <tr><td>{@code corrupt=OFFSET}</td><td>{@link StreamFaults#withCorruptByte}</td></tr>
     * <tr><td>{@code corrupt=RATE}</td><td>{@link StreamFaults#withCorruption}</td></tr>
     * <tr><td>{@code refuse}, {@code refuse=N}</td><td>{@link #withRefusals}, by default 1</td></tr>
     * <tr><td>{@code seed=N}</td><td>{@link #seeded}</td></tr>
     * </table>
     *
     * <p>A number of bytes may end with {@code k}, {@code M} or {@code G}, for powers of 1,000. A time ends with
     * {@code us}, {@code ms} or {@code s}, and a rate with {@code %}. A fault applies to the input and the output, or
     * only to one of them after the prefix {@code in.} or {@code out.}, which {@code refuse} and {@code seed} can't have.
     *
     * @param text the faults, at least one
     * @param seed the seed if the text contains none
     * @return the plan
     * @throws IllegalArgumentException if the text is malformed or a value is out of range; the message names the fault
     *     and says what is allowed, in one line
     */
    public static FaultPlan parse(String text, long seed) {
        return FaultSpec.parse(text, seed);
    }

    /**
     * Sets the faults of the input.
     *
     * @param faults the faults of the bytes that this side receives
     * @return the changed plan
     */
    public FaultPlan withInput(StreamFaults faults) {
        return new FaultPlan(seed, faults, output, refused);
    }

    /**
     * Sets the faults of the output.
     *
     * @param faults the faults of the bytes that this side sends
     * @return the changed plan
     */
    public FaultPlan withOutput(StreamFaults faults) {
        return new FaultPlan(seed, input, faults, refused);
    }

    /**
     * Sets the faults of both directions. Each direction counts its own bytes.
     *
     * @param faults the faults of the input and of the output
     * @return the changed plan
     */
    public FaultPlan withBoth(StreamFaults faults) {
        return withInput(faults).withOutput(faults);
    }

    /**
     * Refuses connections: a client gets a {@link java.net.ConnectException}, and a server resets the connection without
     * creating a session.
     *
     * @param every 1 to refuse all connections, 2 to refuse the second, the fourth and so on; 0 to refuse none
     * @return the changed plan
     * @throws IllegalArgumentException if it is negative
     */
    public FaultPlan withRefusals(int every) {
        if (every < 0) {
            throw new IllegalArgumentException("refusals " + every + " is less than 0");
        }
        return new FaultPlan(seed, input, output, every);
    }

    /**
     * Returns the seed.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    /**
     * Returns the faults of the input.
     *
     * @return the faults of the bytes that this side receives
     */
    public StreamFaults input() {
        return input;
    }

    /**
     * Returns the faults of the output.
     *
     * @return the faults of the bytes that this side sends
     */
    public StreamFaults output() {
        return output;
    }

    FaultPlan withSeed(long other) {
        return new FaultPlan(other, input, output, refused);
    }

    /** Returns whether a connection is refused, by its number from 1. */
    boolean refuses(long connection) {
        return refused > 0 && connection % refused == 0;
    }

    /** Returns whether every connection passes unchanged. */
    boolean keepsStreams() {
        return input.isNone() && output.isNone();
    }

    @Override
    public String toString() {
        return "seed " + seed + "; input: " + input + "; output: " + output
                + (refused == 0 ? "" : "; refused: 1 of " + refused);
    }
}
