// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.testkit.internal.ManualClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A network in memory that connects any number of conversations, on the calling thread. The test advances the clock: a
 * minute of retransmissions takes milliseconds, and the same {@linkplain DatagramFaults faults} produce the same run. A
 * datagram arrives after {@link #LATENCY}. If a fault delays a datagram by <i>n</i>, it arrives <i>n</i> latencies
 * after its normal time, and datagrams sent in the meantime overtake it. Not thread-safe.
 */
public final class DatagramNetwork {
    /** The latency of a datagram. */
    public static final Duration LATENCY = Duration.ofMillis(1);

    private final ManualClock clock = new ManualClock();
    private final Map<Peer, DatagramDriver> drivers = new HashMap<>();
    private final Supplier<List<Integer>> faults;
    private long carried;

    /** Creates a network on which every datagram arrives once, in order. */
    public DatagramNetwork() {
        this(DatagramFaults.none());
    }

    /**
     * Creates a network with faults.
     *
     * @param faults the faults of the datagrams, in the order of sending
     */
    public DatagramNetwork(DatagramFaults faults) {
        this.faults = faults.start();
    }

    /**
     * Opens a conversation at an address.
     *
     * @param at the address
     * @param conversation receives the datagrams to this address; not opened yet
     * @return the driver of the conversation; its {@code take} returns the datagrams sent to addresses without a
     *     conversation
     * @throws IllegalArgumentException if there is a conversation at this address
     * @throws IllegalStateException if this conversation was opened or served before
     */
    public DatagramDriver join(Peer at, DatagramConversation<?, ?> conversation) {
        Objects.requireNonNull(at, "at");
        if (drivers.containsKey(at)) {
            throw new IllegalArgumentException("the address " + at + " is taken");
        }
        DatagramDriver driver = new DatagramDriver(
                conversation, clock, (bytes, to) -> carry(at, bytes, to), stopped -> drivers.remove(at, stopped));
        driver.claim();
        drivers.put(at, driver);
        driver.open();
        return driver;
    }

    /**
     * Advances the time for all conversations; timers fire and datagrams arrive at their times.
     *
     * @param time the time to advance by, 0 or more
     * @return this network
     * @throws IllegalArgumentException if it is negative
     */
    public DatagramNetwork pass(Duration time) {
        clock.pass(time);
        return this;
    }

    /**
     * Returns the elapsed time.
     *
     * @return the time since the network was created
     */
    public Duration time() {
        return Duration.ofNanos(clock.now());
    }

    /**
     * Returns the number of datagrams that have arrived, including duplicates.
     *
     * @return the number of datagrams
     */
    public long carried() {
        return carried;
    }

    /** Schedules the delivery of a datagram; returns whether there is a conversation at the address. */
    private boolean carry(Peer from, byte[] bytes, Peer to) {
        if (!drivers.containsKey(to)) {
            return false;
        }
        for (int late : faults.get()) {
            clock.schedule(LATENCY.multipliedBy(1L + late).toNanos(), () -> arrive(from, bytes, to));
        }
        return true;
    }

    private void arrive(Peer from, byte[] bytes, Peer to) {
        // The conversation may have stopped or been replaced after the datagram was sent.
        DatagramDriver recipient = drivers.get(to);
        if (recipient != null) {
            carried++;
            recipient.receive(ByteBuffer.wrap(bytes), from);
        }
    }
}
