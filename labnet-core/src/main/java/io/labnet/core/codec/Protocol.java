// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One side's view of a protocol: how what it hears is decoded, how what it says is encoded, and the bounds of both.
 *
 * @param name the name, for logs and thread names
 * @param decoders makes a decoder for a new conversation; one that holds no state may always be the same
 * @param encoder encodes what this side says
 * @param maxMessageBytes the size of the largest message that is accepted, in bytes, at least 1; one that is larger is
 *     refused before it is held in memory whole
 * @param pauses whether a pause of the sender means something; if not, {@link Boundary#PAUSE} is never told
 * @param idle how long a peer may send no message and take no reply before it is hung up on; positive
 * @param messageDeadline how long a message may take from its first byte to its last; positive. A byte now and then
 *     does not extend it
 * @param <I> the messages that are received
 * @param <O> the messages that are sent
 */
public record Protocol<I, O>(
        String name,
        Supplier<? extends Decoder<I>> decoders,
        Encoder<? super O> encoder,
        int maxMessageBytes,
        boolean pauses,
        Duration idle,
        Duration messageDeadline) {
    /** How long a peer may rest where its protocol has no opinion. */
    public static final Duration DEFAULT_IDLE = Duration.ofSeconds(60);

    /** How long a message may take where its protocol has no opinion. */
    public static final Duration DEFAULT_MESSAGE_DEADLINE = Duration.ofSeconds(30);

    /** Stands for no limit, where a time is asked for: so long that its clock never runs out. */
    public static final Duration NO_LIMIT = Duration.ofDays(365L * 100);

    /** How much longer a client waits than its server: for what that says when its own time is up, and for the way. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    /**
     * Checks the bounds.
     *
     * @param name the name
     * @param decoders makes a decoder for a new conversation
     * @param encoder encodes what this side says
     * @param maxMessageBytes the size of the largest message that is accepted, in bytes
     * @param pauses whether a pause of the sender means something
     * @param idle how long a peer may rest
     * @param messageDeadline how long a message may take
     * @throws IllegalArgumentException if {@code maxMessageBytes} is less than 1, or a duration is not positive
     */
    public Protocol {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(decoders, "decoders");
        Objects.requireNonNull(encoder, "encoder");
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException("maxMessageBytes " + maxMessageBytes + " is less than 1");
        }
        requirePositive("idle", idle);
        requirePositive("messageDeadline", messageDeadline);
    }

    /**
     * Makes a protocol that knows no pauses and has the default times.
     *
     * @param name the name
     * @param decoders makes a decoder for a new conversation
     * @param encoder encodes what this side says
     * @param maxMessageBytes the size of the largest message that is accepted, in bytes, at least 1
     * @throws IllegalArgumentException if {@code maxMessageBytes} is less than 1
     */
    public Protocol(
            String name, Supplier<? extends Decoder<I>> decoders, Encoder<? super O> encoder, int maxMessageBytes) {
        this(name, decoders, encoder, maxMessageBytes, false, DEFAULT_IDLE, DEFAULT_MESSAGE_DEADLINE);
    }

    /**
     * Tells how long a client has to wait to be told what its server says last: by then each wait of the server is over. A
     * client whose time is up first would report a silent server in place of the cause.
     *
     * @param serverWait how long the server may wait before it says something or hangs up, such as its idle time or the
     *     time limit of its database
     * @param others further waits of the server
     * @return 15 seconds more than the longest of them
     */
    public static Duration outlasting(Duration serverWait, Duration... others) {
        Duration longest = serverWait;
        for (Duration other : others) {
            longest = longest.compareTo(other) < 0 ? other : longest;
        }
        return longest.plus(MARGIN);
    }

    /**
     * Makes the same protocol with other decoders.
     *
     * @param others makes a decoder for a new conversation
     * @return a protocol that differs from this in its decoders only
     */
    public Protocol<I, O> withDecoders(Supplier<? extends Decoder<I>> others) {
        return new Protocol<>(name, others, encoder, maxMessageBytes, pauses, idle, messageDeadline);
    }

    /**
     * Makes the same protocol with another bound of its messages.
     *
     * @param bytes the size of the largest message that is accepted, in bytes, at least 1
     * @return a protocol that differs from this in that only
     * @throws IllegalArgumentException if it is less than 1
     */
    public Protocol<I, O> withMaxMessageBytes(int bytes) {
        return new Protocol<>(name, decoders, encoder, bytes, pauses, idle, messageDeadline);
    }

    /**
     * Makes the same protocol with or without pauses. By default there are none.
     *
     * @param mean whether a pause of the sender means something, and is told to the decoder
     * @return a protocol that differs from this in that only
     */
    public Protocol<I, O> withPauses(boolean mean) {
        return new Protocol<>(name, decoders, encoder, maxMessageBytes, mean, idle, messageDeadline);
    }

    /**
     * Makes the same protocol with another idle time, by default {@link #DEFAULT_IDLE}.
     *
     * @param time how long a peer may rest, positive; {@link #NO_LIMIT} for ever
     * @return a protocol that differs from this in that only
     * @throws IllegalArgumentException if it is not positive
     */
    public Protocol<I, O> withIdle(Duration time) {
        return new Protocol<>(name, decoders, encoder, maxMessageBytes, pauses, time, messageDeadline);
    }

    /**
     * Makes the same protocol with another time for each message, by default {@link #DEFAULT_MESSAGE_DEADLINE}.
     *
     * @param time how long a message may take from its first byte to its last, positive; {@link #NO_LIMIT} for ever
     * @return a protocol that differs from this in that only
     * @throws IllegalArgumentException if it is not positive
     */
    public Protocol<I, O> withMessageDeadline(Duration time) {
        return new Protocol<>(name, decoders, encoder, maxMessageBytes, pauses, idle, time);
    }

    private static void requirePositive(String name, Duration duration) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " " + duration + " is not positive");
        }
    }
}
