// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The faults of a bad network: it loses, duplicates and reorders datagrams, at random rates or according to a script.
 * The same seed gives the same faults. Immutable: each {@code with} method returns a changed copy.
 */
public final class DatagramFaults {
    private static final DatagramFaults NONE = new DatagramFaults(0, 0, 0, 0, List.of());

    /** The largest number of later datagrams that arrive before a randomly delayed datagram. */
    private static final int MAX_LATE = 4;

    /** What happens to one datagram. */
    public enum Fault {
        /** The datagram arrives. */
        NONE,
        /** The datagram does not arrive. */
        LOSE,
        /** The datagram arrives twice. */
        DUPLICATE,
        /** The datagram arrives after the next datagram. */
        DELAY;

        private List<Integer> copies() {
            return switch (this) {
                case NONE -> List.of(0);
                case LOSE -> List.of();
                case DUPLICATE -> List.of(0, 0);
                case DELAY -> List.of(1);
            };
        }
    }

    private final long seed;
    private final double loss;
    private final double duplicates;
    private final double reordering;
    private final List<Fault> script;

    private DatagramFaults(long seed, double loss, double duplicates, double reordering, List<Fault> script) {
        this.seed = seed;
        this.loss = loss;
        this.duplicates = duplicates;
        this.reordering = reordering;
        this.script = script;
    }

    /**
     * Returns the faults of a perfect network, which has none: every datagram arrives once, in order.
     *
     * @return no faults
     */
    public static DatagramFaults none() {
        return NONE;
    }

    /**
     * Returns faults with a seed. There are no faults until a rate is set.
     *
     * @param seed any number
     * @return faults with all rates 0
     */
    public static DatagramFaults seeded(long seed) {
        return new DatagramFaults(seed, 0, 0, 0, List.of());
    }

    /**
     * Reads faults from a text: a list such as {@code loss=10%,duplicate=5%,reorder=5%,seed=7}, of {@link #withLoss},
     * {@link #withDuplicates}, {@link #withReordering} and {@link #seeded}, with rates in percent.
     *
     * @param text the faults, at least one
     * @param seed the seed if the text contains none
     * @return the faults
     * @throws IllegalArgumentException if the text is malformed or a rate is out of range; the message names the fault
     *     and says what is allowed, in one line
     */
    public static DatagramFaults parse(String text, long seed) {
        return FaultSpec.datagrams(text, seed);
    }

    /**
     * Returns the seed.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    DatagramFaults withSeed(long other) {
        return new DatagramFaults(other, loss, duplicates, reordering, script);
    }

    /**
     * Sets the rate of lost datagrams.
     *
     * @param rate the probability, 0 to 1
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public DatagramFaults withLoss(double rate) {
        return new DatagramFaults(seed, probability("loss", rate), duplicates, reordering, script);
    }

    /**
     * Sets the probability that a datagram that is not lost arrives twice.
     *
     * @param rate the probability, 0 to 1
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public DatagramFaults withDuplicates(double rate) {
        return new DatagramFaults(seed, loss, probability("duplicates", rate), reordering, script);
    }

    /**
     * Sets the probability that a datagram that is not lost is delayed; if it arrives twice, each copy is delayed with
     * this probability. A delayed datagram or copy arrives after 1 to 4 later datagrams.
     *
     * @param rate the probability, 0 to 1
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of range
     */
    public DatagramFaults withReordering(double rate) {
        return new DatagramFaults(seed, loss, duplicates, probability("reordering", rate), script);
    }

    /**
     * Sets the faults of the first datagrams. The rates apply to all later datagrams.
     *
     * @param faults the faults of the first datagram, the second, and so on
     * @return the changed faults
     */
    public DatagramFaults withScript(Fault... faults) {
        return new DatagramFaults(seed, loss, duplicates, reordering, List.of(faults));
    }

    /**
     * Returns the sequence of faults from the beginning: the script, then random faults, which depend on the seed.
     *
     * @return a supplier that returns, for each successive datagram, the delays of its copies: 0 for no delay, 1 for
     *     arrival after the next datagram, and so on; an empty list if the datagram is lost. Not thread-safe
     */
    public Supplier<List<Integer>> start() {
        Random random = new Random(seed);
        ArrayDeque<Fault> first = new ArrayDeque<>(script);
        return () -> {
            Fault scripted = first.poll();
            return scripted == null ? next(random) : scripted.copies();
        };
    }

    private List<Integer> next(Random random) {
        if (random.nextDouble() < loss) {
            return Fault.LOSE.copies();
        }
        List<Integer> copies = new ArrayList<>(2);
        copies.add(lateness(random));
        if (random.nextDouble() < duplicates) {
            copies.add(lateness(random));
        }
        return copies;
    }

    private int lateness(Random random) {
        return random.nextDouble() < reordering ? 1 + random.nextInt(MAX_LATE) : 0;
    }

    private static double probability(String name, double rate) {
        // The negation also rejects NaN.
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(name + " " + rate + " is not within 0 to 1");
        }
        return rate;
    }

    @Override
    public String toString() {
        return "seed " + seed + ", loss " + loss + ", duplicates " + duplicates + ", reordering " + reordering
                + (script.isEmpty() ? "" : ", first " + script);
    }
}
