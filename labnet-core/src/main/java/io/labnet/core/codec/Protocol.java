// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One side's view of a protocol: a decoder, an encoder, size limits and timeouts.
 *
 * @param name the name, for logs and thread names
 * @param decoders creates a decoder for a new conversation; may always return the same decoder if it is stateless
 * @param encoder encodes the messages that this side sends
 * @param maxMessageBytes the size of the largest accepted message, in bytes, at least 1; a larger message is refused
 *     before all of it is buffered
 * @param pauses whether a pause of the sender has a meaning; if not, {@link Boundary#PAUSE} is never reported
 * @param idle the idle timeout: a peer that neither sends a message nor reads a reply for this time is disconnected;
 *     positive
 * @param messageDeadline how long a message may take from its first byte to its last; positive. Bytes that arrive
 *     meanwhile do not extend this time
 * @param <I> the type of messages that this side receives
 * @param <O> the type of messages that this side sends
 */
public record Protocol<I, O>(
        String name,
        Supplier<? extends Decoder<I>> decoders,
        Encoder<? super O> encoder,
        int maxMessageBytes,
        boolean pauses,
        Duration idle,
        Duration messageDeadline) {
    /** The default idle timeout. */
    public static final Duration DEFAULT_IDLE = Duration.ofSeconds(60);

    /** The default message deadline. */
    public static final Duration DEFAULT_MESSAGE_DEADLINE = Duration.ofSeconds(30);

    /** The duration to pass for no timeout: too long to expire in practice. */
    public static final Duration NO_LIMIT = Duration.ofDays(365L * 100);

    /** How much longer a client waits than its server, to receive the server's last message. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    /**
     * Checks the limits.
     *
     * @param name the name
     * @param decoders creates a decoder for a new conversation
     * @param encoder encodes the messages that this side sends
     * @param maxMessageBytes the size of the largest accepted message, in bytes
     * @param pauses whether a pause of the sender has a meaning
     * @param idle the idle timeout
     * @param messageDeadline the message deadline
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
     * Creates a protocol in which a pause of the sender has no meaning, with the default timeouts.
     *
     * @param name the name
     * @param decoders creates a decoder for a new conversation
     * @param encoder encodes the messages that this side sends
     * @param maxMessageBytes the size of the largest accepted message, in bytes, at least 1
     * @throws IllegalArgumentException if {@code maxMessageBytes} is less than 1
     */
    public Protocol(
            String name, Supplier<? extends Decoder<I>> decoders, Encoder<? super O> encoder, int maxMessageBytes) {
        this(name, decoders, encoder, maxMessageBytes, false, DEFAULT_IDLE, DEFAULT_MESSAGE_DEADLINE);
    }

    /**
     * Returns a client timeout that outlasts the timeouts of its server, so that the client receives the server's last
     * message. If the client gave up before its server did, it could report only that the server is silent, not what
     * the server's last message says.
     *
     * @param serverWait how long the server may wait before it sends something or disconnects, such as its idle timeout
     *     or the timeout of its database
     * @param others further durations that the server may wait
     * @return the longest of these timeouts, plus 15 seconds
     */
    public static Duration outlasting(Duration serverWait, Duration... others) {
        Duration longest = serverWait;
        for (Duration other : others) {
            longest = longest.compareTo(other) < 0 ? other : longest;
        }
        return longest.plus(MARGIN);
    }

    /**
     * Returns a copy with other decoders.
     *
     * @param others creates a decoder for a new conversation
     * @return the changed protocol
     */
    public Protocol<I, O> withDecoders(Supplier<? extends Decoder<I>> others) {
        return new Protocol<>(name, others, encoder, maxMessageBytes, pauses, idle, messageDeadline);
    }

    /**
     * Returns a copy with another size limit.
     *
     * @param bytes the size of the largest accepted message, in bytes, at least 1
     * @return the changed protocol
     * @throws IllegalArgumentException if it is less than 1
     */
    public Protocol<I, O> withMaxMessageBytes(int bytes) {
        return new Protocol<>(name, decoders, encoder, bytes, pauses, idle, messageDeadline);
    }

    /**
     * Returns a copy in which pauses of the sender have a meaning, or have none. By default, they have none.
     *
     * @param enabled whether a pause of the sender has a meaning and is passed to the decoder
     * @return the changed protocol
     */
    public Protocol<I, O> withPauses(boolean enabled) {
        return new Protocol<>(name, decoders, encoder, maxMessageBytes, enabled, idle, messageDeadline);
    }

    /**
     * Returns a copy with another idle timeout. The default is {@link #DEFAULT_IDLE}.
     *
     * @param time the timeout, positive, possibly {@link #NO_LIMIT}
     * @return the changed protocol
     * @throws IllegalArgumentException if it is not positive
     */
    public Protocol<I, O> withIdle(Duration time) {
        return new Protocol<>(name, decoders, encoder, maxMessageBytes, pauses, time, messageDeadline);
    }

    /**
     * Returns a copy with another message deadline. The default is {@link #DEFAULT_MESSAGE_DEADLINE}.
     *
     * @param time how long a message may take from its first byte to its last, positive, possibly {@link #NO_LIMIT}
     * @return the changed protocol
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
