// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.testkit.internal.HandClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A network in memory that joins any number of conversations, on the calling thread, with a clock that the test moves: a
 * minute of retransmissions takes milliseconds, and the same {@linkplain DatagramFaults faults} give the same run. A
 * datagram takes {@link #LATENCY}; one that is late by <i>n</i> takes so much <i>n</i> times more, so that those that are
 * sent meanwhile overtake it. Not safe for several threads.
 */
public final class DatagramNetwork {
    /** How long a datagram is on its way. */
    public static final Duration LATENCY = Duration.ofMillis(1);

    private final HandClock clock = new HandClock();
    private final Map<Peer, DatagramDriver> drivers = new HashMap<>();
    private final Supplier<List<Integer>> faults;
    private long carried;

    /** Makes a network on which every datagram arrives once, in order. */
    public DatagramNetwork() {
        this(DatagramFaults.none());
    }

    /**
     * Makes a network with faults.
     *
     * @param faults what happens to the datagrams, in the order in which they are sent
     */
    public DatagramNetwork(DatagramFaults faults) {
        this.faults = faults.start();
    }

    /**
     * Opens a conversation at an address.
     *
     * @param at the address
     * @param conversation what receives the datagrams that are sent there; not opened before
     * @return drives it. What it sends to an address where no conversation is, is kept by this driver, for the test that
     *     plays a peer itself
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
     * Lets time pass, for all conversations; what is due happens at its time.
     *
     * @param time how much, 0 or more
     * @return this network
     * @throws IllegalArgumentException if it is less
     */
    public DatagramNetwork pass(Duration time) {
        clock.pass(time);
        return this;
    }

    /**
     * Tells how much time has passed.
     *
     * @return the time since the network was made
     */
    public Duration time() {
        return Duration.ofNanos(clock.now());
    }

    /**
     * Counts the datagrams that have arrived, the second of two copies included.
     *
     * @return the number so far
     */
    public long carried() {
        return carried;
    }

    /** Answers whether there is a conversation at the address. */
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
        // Perhaps another one than when it was sent.
        DatagramDriver recipient = drivers.get(to);
        if (recipient != null) {
            carried++;
            recipient.receive(ByteBuffer.wrap(bytes), from);
        }
    }
}
