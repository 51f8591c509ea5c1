// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.DatagramEngine;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Timer;
import io.labnet.testkit.internal.HandClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Drives one conversation of datagrams on the calling thread: the test plays the peers, and keeps the clock. What the
 * session throws passes through to the test. {@link DatagramNetwork} drives several that talk with each other. Not safe
 * for several threads.
 */
public final class DatagramDriver {
    private final DatagramConversation<?, ?> conversation;
    private final HandClock clock;

    /** Carries a datagram, and answers whether it has done so. */
    private final BiPredicate<byte[], Peer> carrier;

    /** Is told that this driver has stopped. */
    private final Consumer<DatagramDriver> leaving;

    private final List<Datagram> sent = new ArrayList<>();

    /**
     * A datagram that the conversation has sent.
     *
     * @param text its bytes as UTF-8 text
     * @param to the recipient
     */
    public record Datagram(String text, Peer to) {}

    /**
     * Opens a conversation.
     *
     * @param conversation what to drive; not opened before
     * @throws IllegalStateException if it was opened or served before
     */
    public DatagramDriver(DatagramConversation<?, ?> conversation) {
        this(conversation, new HandClock(), (bytes, to) -> false, stopped -> {});
        claim();
        open();
    }

    DatagramDriver(
            DatagramConversation<?, ?> conversation,
            HandClock clock,
            BiPredicate<byte[], Peer> carrier,
            Consumer<DatagramDriver> leaving) {
        this.conversation = Objects.requireNonNull(conversation, "conversation");
        this.clock = clock;
        this.carrier = carrier;
        this.leaving = leaving;
    }

    void claim() {
        conversation.claim();
    }

    void open() {
        conversation.open(new ByHand());
    }

    void receive(ByteBuffer datagram, Peer from) {
        // Whether it was rejected is what the session is told.
        Object unused = conversation.receive(datagram, from);
    }

    /**
     * Delivers a datagram.
     *
     * @param datagram its bytes, possibly none
     * @param from who sent it
     * @return this driver
     */
    public DatagramDriver arrive(byte[] datagram, Peer from) {
        receive(ByteBuffer.wrap(datagram), from);
        return this;
    }

    /**
     * Delivers a datagram of text.
     *
     * @param datagram its text, as UTF-8
     * @param from who sent it
     * @return this driver
     */
    public DatagramDriver arrive(String datagram, Peer from) {
        return arrive(datagram.getBytes(StandardCharsets.UTF_8), from);
    }

    /**
     * Lets time pass; timers come due at their time. In a network, time passes for all.
     *
     * @param time how much, 0 or more
     * @return this driver
     * @throws IllegalArgumentException if it is less
     */
    public DatagramDriver pass(Duration time) {
        clock.pass(time);
        return this;
    }

    /**
     * Stops and closes the conversation, as a server does that is stopped. In a network, its address is free again.
     *
     * @return this driver
     */
    public DatagramDriver stop() {
        conversation.stop();
        conversation.close();
        leaving.accept(this);
        return this;
    }

    /**
     * Takes what was sent, to whomever, since it was last taken.
     *
     * @return the datagrams, in order
     */
    public List<Datagram> take() {
        List<Datagram> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    /**
     * Takes what was sent to one peer since it was last taken. What was sent to others stays.
     *
     * @param to the peer
     * @return the text of each datagram, in order
     */
    public List<String> take(Peer to) {
        List<String> taken = new ArrayList<>();
        for (Iterator<Datagram> each = sent.iterator(); each.hasNext(); ) {
            Datagram datagram = each.next();
            if (datagram.to.equals(to)) {
                taken.add(datagram.text);
                each.remove();
            }
        }
        return taken;
    }

    private final class ByHand implements DatagramEngine {
        @Override
        public void transmit(ByteBuffer datagram, Peer to) {
            byte[] bytes = new byte[datagram.remaining()];
            datagram.get(bytes);
            if (!carrier.test(bytes, to)) {
                sent.add(new Datagram(new String(bytes, StandardCharsets.UTF_8), to));
            }
        }

        @Override
        public void execute(Runnable task) {
            Timer unused = schedule(0, task);
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            return clock.schedule(delayNanos, task);
        }

        @Override
        public long nanoTime() {
            return clock.now();
        }
    }
}
