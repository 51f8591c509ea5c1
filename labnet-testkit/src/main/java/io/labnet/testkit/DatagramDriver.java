// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.DatagramConversation;
import io.labnet.core.session.DatagramEngine;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Timer;
import io.labnet.testkit.internal.ManualClock;
import io.labnet.testkit.internal.Replies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A driver of one datagram conversation, on the calling thread: the test acts as the peers and advances the clock.
 * Exceptions of the session reach the test. {@link DatagramNetwork} connects several conversations. Not thread-safe.
 */
public final class DatagramDriver {
    private final DatagramConversation<?, ?> conversation;
    private final ManualClock clock;

    /** Delivers a datagram within the network; returns false if no conversation has that address. */
    private final BiPredicate<byte[], Peer> carrier;

    /** Called when this driver stops. */
    private final Consumer<DatagramDriver> leaving;

    private final List<Sent> sent = new ArrayList<>();

    /**
     * A datagram that the conversation has sent.
     *
     * @param text its bytes as UTF-8 text
     * @param to the recipient
     */
    public record Datagram(String text, Peer to) {}

    @SuppressWarnings("ArrayRecordComponent") // Such records are never compared.
    private record Sent(byte[] bytes, Peer to) {}

    /**
     * Opens a conversation.
     *
     * @param conversation the conversation to drive, not opened yet
     * @throws IllegalStateException if it was opened or served before
     */
    public DatagramDriver(DatagramConversation<?, ?> conversation) {
        this(conversation, new ManualClock(), (bytes, to) -> false, stopped -> {});
        claim();
        open();
    }

    DatagramDriver(
            DatagramConversation<?, ?> conversation,
            ManualClock clock,
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
        conversation.open(new ManualDatagramEngine());
    }

    void receive(ByteBuffer datagram, Peer from) {
        // The result is not needed, because the session is notified of a rejected datagram.
        Object unused = conversation.receive(datagram, from);
    }

    /**
     * Delivers a datagram.
     *
     * @param datagram its bytes, possibly none
     * @param from the sender
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
     * @param from the sender
     * @return this driver
     */
    public DatagramDriver arrive(String datagram, Peer from) {
        return arrive(datagram.getBytes(StandardCharsets.UTF_8), from);
    }

    /**
     * Delivers messages, each as one datagram.
     *
     * @param encoder the peer's encoder
     * @param from the sender
     * @param messages the messages, in order
     * @param <M> the type of the messages
     * @return this driver
     */
    @SafeVarargs
    public final <M> DatagramDriver arrive(Encoder<? super M> encoder, Peer from, M... messages) {
        for (M message : messages) {
            arrive(Encoder.encodeWhole(encoder, message), from);
        }
        return this;
    }

    /**
     * Advances the time; timers fire at their times. In a network, advances it for all conversations.
     *
     * @param time the time to advance by, 0 or more
     * @return this driver
     * @throws IllegalArgumentException if it is negative
     */
    public DatagramDriver pass(Duration time) {
        clock.pass(time);
        return this;
    }

    /**
     * Stops and closes the conversation, as a stopped server does. In a network, the address of the conversation
     * becomes free.
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
     * Returns and removes the datagrams to all peers.
     *
     * @return the datagrams, in order, as text
     */
    public List<Datagram> take() {
        List<Datagram> taken = sent.stream()
                .map(each -> new Datagram(Replies.text(each.bytes), each.to))
                .toList();
        sent.clear();
        return taken;
    }

    /**
     * Returns and removes the datagrams to one peer.
     *
     * @param to the peer
     * @return the text of each datagram, in order
     */
    public List<String> take(Peer to) {
        return bytes(to).stream().map(Replies::text).toList();
    }

    /**
     * Returns and removes the datagrams to one peer as bytes, not text.
     *
     * @param to the peer
     * @return the bytes of each datagram, in order
     */
    public List<byte[]> bytes(Peer to) {
        List<byte[]> taken = new ArrayList<>();
        for (Iterator<Sent> each = sent.iterator(); each.hasNext(); ) {
            Sent datagram = each.next();
            if (datagram.to.equals(to)) {
                taken.add(datagram.bytes);
                each.remove();
            }
        }
        return taken;
    }

    /**
     * Returns and removes the datagrams to one peer, decoded. Each datagram must be exactly one message.
     *
     * @param decoders creates the peer's decoder for each datagram, such as the decoders of a {@link Protocol} or
     *     framing
     * @param to the peer
     * @param <M> the type of the messages
     * @return the messages, in order
     * @throws AssertionError if a datagram is not exactly one message; the error shows its bytes in hex
     */
    public <M> List<M> messages(Supplier<? extends Decoder<M>> decoders, Peer to) {
        return Replies.datagrams(decoders, bytes(to));
    }

    private final class ManualDatagramEngine implements DatagramEngine {
        @Override
        public void transmit(ByteBuffer datagram, Peer to) {
            byte[] bytes = new byte[datagram.remaining()];
            datagram.get(bytes);
            if (!carrier.test(bytes, to)) {
                sent.add(new Sent(bytes, to));
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
