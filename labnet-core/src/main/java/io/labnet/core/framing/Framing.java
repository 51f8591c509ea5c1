// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * A way to delimit messages in a stream of bytes: a decoder, an encoder and a size limit. Immutable; one framing serves
 * any number of conversations.
 *
 * <p>{@link Lines}, {@link LengthPrefix} and {@link Frames} create framings; {@link #map}, {@link #then} and
 * {@link #byFirstByte} combine them; {@link #protocol(String)} creates a protocol.
 *
 * @param <T> the type of the messages
 */
public final class Framing<T> {
    private static final int LARGEST_BYTE = 0xff;

    private final Supplier<? extends Decoder<T>> decoders;
    private final Encoder<? super T> encoder;
    private final int maxBytes;

    /**
     * Whether messages may be empty, for example as parts of other messages. If so, the decoders accept an empty
     * buffer.
     */
    private final boolean mayBeEmpty;

    /**
     * Creates a framing.
     *
     * @param decoders creates a decoder for a new conversation; may always return the same decoder if it is stateless
     * @param encoder encodes messages
     * @param maxBytes the size of the largest message, in bytes, at least 1; a larger one is refused as {@code
     *     TOO_LARGE}, even if its decoder does not check
     * @throws IllegalArgumentException if {@code maxBytes} is less than 1
     */
    public Framing(Supplier<? extends Decoder<T>> decoders, Encoder<? super T> encoder, int maxBytes) {
        this(bounded(decoders, requireMax(maxBytes, 1)), encoder, maxBytes, false);
    }

    private Framing(
            Supplier<? extends Decoder<T>> decoders, Encoder<? super T> encoder, int maxBytes, boolean mayBeEmpty) {
        this.decoders = Objects.requireNonNull(decoders, "decoders");
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        this.maxBytes = maxBytes;
        this.mayBeEmpty = mayBeEmpty;
    }

    /** Creates a framing whose messages may be empty. Its decoders must accept an empty buffer. */
    static <T> Framing<T> possiblyEmpty(
            Supplier<? extends Decoder<T>> decoders, Encoder<? super T> encoder, int maxBytes) {
        return new Framing<>(bounded(decoders, requireMax(maxBytes, 0)), encoder, maxBytes, true);
    }

    /**
     * A message of two parts: a head, and the body that the head announces.
     *
     * @param head the first part
     * @param body the second part
     * @param <H> the type of the head
     * @param <B> the type of the body
     */
    public record WithBody<H, B>(H head, B body) {
        /**
         * Creates a message.
         *
         * @param head the first part
         * @param body the second part
         */
        public WithBody {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(body, "body");
        }
    }

    /** {@return a factory of decoders, one for each conversation} */
    public Supplier<? extends Decoder<T>> decoders() {
        return decoders;
    }

    /** {@return the encoder} */
    public Encoder<? super T> encoder() {
        return encoder;
    }

    /**
     * {@return the size of the largest message, in bytes; 0 if all messages are empty, which is allowed only for
     * parts of other messages}
     */
    public int maxBytes() {
        return maxBytes;
    }

    /**
     * Returns a framing that converts the messages of this framing.
     *
     * @param read converts a decoded message; throws {@link ProtocolException} if the message is invalid, with an
     *     offset from the first byte of the whole message; other exceptions propagate as bugs
     * @param write converts a message to encode
     * @param <U> the type of the converted messages
     * @return the framing
     */
    public <U> Framing<U> map(Function<? super T, ? extends U> read, Function<? super U, ? extends T> write) {
        Objects.requireNonNull(read, "read");
        Objects.requireNonNull(write, "write");
        return new Framing<>(
                () -> new MappedDecoder<T, U>(decoders.get(), read),
                (message, out) -> encoder.encode(write.apply(message), out),
                maxBytes,
                mayBeEmpty);
    }

    /**
     * Returns a framing of messages with two parts: a head of this framing, and a body that the head announces. Use
     * {@link #map} to join head and body into one message. Offsets of refusals count from the first byte of the head.
     * A decoder that has skipped bytes before a part, such as white space, must return {@code null} before it decodes
     * the part, as {@link Frames#jsonObject} does. Otherwise, the offsets of refusals are too small.
     *
     * @param body returns the framing of the body for a head, both to decode and to encode; throws
     *     {@link ProtocolException} if no body can follow such a head
     * @param maxBodyBytes the size of the largest body, in bytes, 0 or more. A head whose body framing allows a larger
     *     body is refused immediately ({@code TOO_LARGE}, at offset 0)
     * @param <B> the type of the body
     * @return the framing
     * @throws IllegalArgumentException if {@code maxBodyBytes} is negative, or the largest head and body together have
     *     more than {@link Integer#MAX_VALUE} bytes
     */
    public <B> Framing<WithBody<T, B>> then(Function<? super T, Framing<B>> body, int maxBodyBytes) {
        Objects.requireNonNull(body, "body");
        int sum = Frames.sum(requireMax(maxBodyBytes, 0), maxBytes);
        return new Framing<>(
                () -> new HeadedDecoder<>(decoders.get(), body, maxBodyBytes),
                (message, out) -> {
                    Framing<B> framing = body.apply(message.head());
                    Frames.requireAtMost(maxBodyBytes, framing.maxBytes);
                    encoder.encode(message.head(), out);
                    framing.encoder.encode(message.body(), out);
                },
                sum,
                false);
    }

    /**
     * Returns a framing of messages whose first byte identifies their kind. The framing of each kind begins after that
     * byte.
     *
     * @param kinds the framings of the bytes after the first byte, at least one framing; the keys are the unsigned
     *     values of the first byte, 0 to 255. Any other first byte is refused ({@code MALFORMED}, at offset 0)
     * @param kindOf returns the first byte of a message to encode; the framing of that kind must accept the message
     * @param <T> the type that all messages have in common
     * @return the framing
     * @throws IllegalArgumentException if the map is empty, or a key is not 0 to 255
     */
    public static <T> Framing<T> byFirstByte(
            Map<Integer, ? extends Framing<? extends T>> kinds, ToIntFunction<? super T> kindOf) {
        Objects.requireNonNull(kindOf, "kindOf");
        Map<Integer, Framing<T>> known = kinds.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        kind -> requireByte(kind.getKey()), kind -> cast(kind.getValue())));
        int most = known.values().stream()
                .mapToInt(Framing::maxBytes)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("there are no kinds of messages: the map is empty"));
        Framing<Integer> firstByte =
                Frames.fields(1, in -> requireKnown(Byte.toUnsignedInt(in.get()), known), (kind, out) -> out.put(kind));
        return firstByte
                .then(known::get, most)
                .map(
                        WithBody::body,
                        message -> new WithBody<>(requireWritable(kindOf.applyAsInt(message), known), message));
    }

    /**
     * Returns a protocol in which both sides send messages of this framing.
     *
     * @param name the name, for logs and thread names
     * @return the protocol, without pauses and with the default timeouts
     * @throws IllegalArgumentException if {@link #maxBytes} is 0
     */
    public Protocol<T, T> protocol(String name) {
        return protocol(name, this, this);
    }

    /**
     * Returns one side's view of a protocol.
     *
     * @param name the name, for logs and thread names
     * @param received the framing of the messages that this side receives
     * @param sent the framing of the messages that this side sends
     * @param <I> the type of messages that this side receives
     * @param <O> the type of messages that this side sends
     * @return the protocol, without pauses and with the default timeouts
     * @throws IllegalArgumentException if {@link #maxBytes} of the received messages is 0
     */
    public static <I, O> Protocol<I, O> protocol(String name, Framing<I> received, Framing<O> sent) {
        return new Protocol<>(name, received.decoders, sent.encoder, received.maxBytes);
    }

    /**
     * Decodes bytes that are exactly one message, such as a datagram.
     *
     * @param bytes the complete message; not changed
     * @return the message
     * @throws ProtocolException if the bytes are not a message, as described at {@link Decoder#decodeWhole}
     */
    public T decode(byte[] bytes) {
        return decodeWhole(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    /**
     * Encodes a message.
     *
     * @param message the message
     * @return its bytes, in a new array
     * @throws IllegalArgumentException if the framing can't encode the message, such as a line that contains a line end
     */
    public byte[] encode(T message) {
        return Encoder.encodeWhole(encoder, message);
    }

    /** Decodes the bytes of a buffer, which are exactly one message. */
    private T decodeWhole(ByteBuffer in) {
        return decodeWhole(decoders.get(), in);
    }

    /**
     * Decodes the bytes of a buffer, which are exactly one message. This message is part of a larger message, which
     * begins {@code before} bytes earlier. Offsets of refusals count from the first byte of the larger message.
     */
    T decodeAfter(int before, ByteBuffer in) {
        SkipCounter<T> decoder = new SkipCounter<>(decoders.get());
        try {
            return decodeWhole(decoder, in);
        } catch (ProtocolException refusal) {
            throw refusal.movedBy(before + decoder.skipped());
        }
    }

    private T decodeWhole(Decoder<T> decoder, ByteBuffer in) {
        T empty = mayBeEmpty && !in.hasRemaining() ? decoder.decode(in, Boundary.FRAME) : null;
        return empty == null ? Decoder.decodeWhole(decoder, in) : empty;
    }

    boolean mayBeEmpty() {
        return mayBeEmpty;
    }

    private static <T> Supplier<Decoder<T>> bounded(Supplier<? extends Decoder<T>> decoders, int maxBytes) {
        Objects.requireNonNull(decoders, "decoders");
        return () ->
                new BoundedDecoder<>(Objects.requireNonNull(decoders.get(), "the framing made no decoder"), maxBytes);
    }

    private static int requireKnown(int kind, Map<Integer, ?> known) {
        if (!known.containsKey(kind)) {
            throw new ProtocolException(
                    Reason.MALFORMED,
                    0,
                    "a message can't begin with " + shown(kind) + "; known are " + allShown(known));
        }
        return kind;
    }

    private static int requireWritable(int kind, Map<Integer, ?> known) {
        if (!known.containsKey(kind)) {
            throw new IllegalArgumentException("the kind of the message is " + kind + "; known are " + allShown(known));
        }
        return kind;
    }

    private static String allShown(Map<Integer, ?> known) {
        return known.keySet().stream().sorted().map(Framing::shown).collect(Collectors.joining(", "));
    }

    /** Formats a byte in hex, with its character if that is printable ASCII. */
    private static String shown(int value) {
        return String.format(value > ' ' && value <= '~' ? "0x%02x '%1$c'" : "0x%02x", value);
    }

    private static int requireByte(int value) {
        if (value < 0 || value > LARGEST_BYTE) {
            throw new IllegalArgumentException(value + " is not a byte, 0 to 255");
        }
        return value;
    }

    private static int requireMax(int maxBytes, int least) {
        if (maxBytes < least) {
            throw new IllegalArgumentException("maxBytes " + maxBytes + " is less than " + least);
        }
        return maxBytes;
    }

    /**
     * Casts a framing. Decoded messages are of type {@code T}. Messages to encode have the type that the framing
     * expects, provided that {@code kindOf} returns the right kind.
     */
    @SuppressWarnings("unchecked")
    private static <T> Framing<T> cast(Framing<? extends T> framing) {
        return (Framing<T>) framing;
    }
}
