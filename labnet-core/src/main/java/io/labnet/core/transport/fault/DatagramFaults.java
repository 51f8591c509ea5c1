// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What a bad network does to datagrams: it loses, duplicates and reorders them, at random rates, or exactly as a script
 * says. The same seed gives the same faults. Immutable: each {@code with} method returns changed faults.
 */
public final class DatagramFaults {
    private static final DatagramFaults NONE = new DatagramFaults(0, 0, 0, 0, List.of());

    /** How late a datagram is at most that is reordered at random. */
    private static final int MOST_LATE = 4;

    /** What happens to one datagram. */
    public enum Fault {
        /** It arrives. */
        NONE,
        /** It does not arrive. */
        LOSE,
        /** It arrives twice. */
        DUPLICATE,
        /** It arrives after the one that is sent next. */
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
     * Has every datagram arrive once, in order.
     *
     * @return no faults
     */
    public static DatagramFaults none() {
        return NONE;
    }

    /**
     * Chooses what random faults depend on. Without a rate there are none.
     *
     * @param seed any number
     * @return no faults so far
     */
    public static DatagramFaults seeded(long seed) {
        return new DatagramFaults(seed, 0, 0, 0, List.of());
    }

    /**
     * Changes how many datagrams are lost.
     *
     * @param rate the probability, 0 to 1
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of bounds
     */
    public DatagramFaults withLoss(double rate) {
        return new DatagramFaults(seed, probability("loss", rate), duplicates, reordering, script);
    }

    /**
     * Changes how many of the datagrams that are not lost arrive twice.
     *
     * @param rate the probability, 0 to 1
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of bounds
     */
    public DatagramFaults withDuplicates(double rate) {
        return new DatagramFaults(seed, loss, probability("duplicates", rate), reordering, script);
    }

    /**
     * Changes how many of the copies that arrive are late by 1 to 4 datagrams.
     *
     * @param rate the probability, 0 to 1
     * @return the changed faults
     * @throws IllegalArgumentException if it is out of bounds
     */
    public DatagramFaults withReordering(double rate) {
        return new DatagramFaults(seed, loss, duplicates, probability("reordering", rate), script);
    }

    /**
     * Says what happens to the first datagrams. The rates are for those that follow.
     *
     * @param faults what happens to the first, the second, and so on
     * @return the changed faults
     */
    public DatagramFaults withScript(Fault... faults) {
        return new DatagramFaults(seed, loss, duplicates, reordering, List.of(faults));
    }

    /**
     * Starts from the beginning: with the first fault of the script, or the first that the seed gives.
     *
     * @return tells, for one datagram after the other, how late each copy of it arrives: 0 for in time, 1 for after the
     *     next datagram, and so on. An empty list loses it. Not for several threads at once
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
        return random.nextDouble() < reordering ? 1 + random.nextInt(MOST_LATE) : 0;
    }

    private static double probability(String name, double rate) {
        // Not a number fails as well.
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
