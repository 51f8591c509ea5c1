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
 * How messages lie in a stream of bytes: what takes them out, what writes them, and how large one may be. It is immutable,
 * and serves any number of conversations.
 *
 * <p>{@link Lines}, {@link LengthPrefix} and {@link Frames} make framings; {@link #map}, {@link #then} and
 * {@link #byFirstByte} make others from them; {@link #protocol(String)} makes a protocol.
 *
 * @param <T> the type of the messages
 */
public final class Framing<T> {
    private static final int LARGEST_BYTE = 0xff;

    private final Supplier<? extends Decoder<T>> decoders;
    private final Encoder<? super T> encoder;
    private final int maxBytes;

    /** Whether a message may have no bytes, as the part of another may; its decoder can then be called with none. */
    private final boolean mayBeEmpty;

    /**
     * Makes a framing.
     *
     * @param decoders makes a decoder for a new conversation; one that holds no state may always be the same
     * @param encoder writes messages
     * @param maxBytes the size of the largest message, in bytes, at least 1; a larger one is refused as
     *     {@code TOO_LARGE}, whether its decoder looks at that or not
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

    /** Makes a framing whose messages may have no bytes: its decoders know what to do where none are left. */
    static <T> Framing<T> possiblyEmpty(
            Supplier<? extends Decoder<T>> decoders, Encoder<? super T> encoder, int maxBytes) {
        return new Framing<>(bounded(decoders, requireMax(maxBytes, 0)), encoder, maxBytes, true);
    }

    /**
     * Two parts of a message: a head, and the body that it announces.
     *
     * @param head the first part
     * @param body the second part
     * @param <H> the type of the head
     * @param <B> the type of the body
     */
    public record WithBody<H, B>(H head, B body) {
        /**
         * Puts a body behind a head.
         *
         * @param head the first part
         * @param body the second part
         */
        public WithBody {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(body, "body");
        }
    }

    /** {@return what makes a decoder for a new conversation} */
    public Supplier<? extends Decoder<T>> decoders() {
        return decoders;
    }

    /** {@return what writes messages} */
    public Encoder<? super T> encoder() {
        return encoder;
    }

    /** {@return the size of the largest message, in bytes; 0 where messages have no bytes, as a part of others may} */
    public int maxBytes() {
        return maxBytes;
    }

    /**
     * Makes a framing of other messages, which lie in the same bytes.
     *
     * @param read makes a message of what was taken out of the bytes. It throws {@link ProtocolException} if that is none,
     *     with an offset counted from the first byte of the whole message; whatever else it throws is passed on, as a
     *     mistake of the program
     * @param write makes of a message what is written
     * @param <U> the type of the messages
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
     * Makes a framing of messages that have two parts: one of this framing, and a body that it announces. Often followed by
     * {@link #map}, which makes one message of both. Offsets of refusals count from the first byte of the head; for that, a
     * decoder that skips bytes before a part, such as white space, must return {@code null} behind them, as those of
     * {@link Frames#jsonObject} do.
     *
     * @param body tells by the head how the body lies in the bytes; it throws {@link ProtocolException} if no body can
     *     follow such a head. It is asked when a message is written, too
     * @param maxBodyBytes the size of the largest body, in bytes, 0 or more. A head that announces a framing of larger ones
     *     is refused at once ({@code TOO_LARGE}, at offset 0)
     * @param <B> the type of the body
     * @return the framing
     * @throws IllegalArgumentException if {@code maxBodyBytes} is negative, or with the largest head more than
     *     {@link Integer#MAX_VALUE}
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
     * Makes a framing of messages that begin with a byte which tells their kind. The byte belongs to no framing of a kind:
     * it is taken, and written, before that is asked.
     *
     * @param kinds the framings of what follows the byte, by its unsigned value, 0 to 255; at least one. Another byte is
     *     refused ({@code MALFORMED}, at offset 0)
     * @param kindOf tells the byte of a message that is written; its framing must be one of messages of that type
     * @param <T> the type that all messages have in common
     * @return the framing
     * @throws IllegalArgumentException if there is no framing, or one of what is no byte
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
                .orElseThrow(() -> new IllegalArgumentException("there is no kind of message"));
        Framing<Integer> firstByte =
                Frames.fields(1, in -> requireKnown(Byte.toUnsignedInt(in.get()), known), (kind, out) -> out.put(kind));
        return firstByte
                .then(known::get, most)
                .map(
                        WithBody::body,
                        message -> new WithBody<>(requireWritable(kindOf.applyAsInt(message), known), message));
    }

    /**
     * Makes a protocol in which both sides send messages of this framing.
     *
     * @param name the name, for logs and thread names
     * @return the protocol, which knows no pauses and has the default times
     * @throws IllegalArgumentException if messages have no bytes
     */
    public Protocol<T, T> protocol(String name) {
        return protocol(name, this, this);
    }

    /**
     * Makes one side's view of a protocol.
     *
     * @param name the name, for logs and thread names
     * @param received how what it receives lies in the bytes
     * @param sent how what it sends does
     * @param <I> the messages that are received
     * @param <O> the messages that are sent
     * @return the protocol, which knows no pauses and has the default times
     * @throws IllegalArgumentException if messages that are received have no bytes
     */
    public static <I, O> Protocol<I, O> protocol(String name, Framing<I> received, Framing<O> sent) {
        return new Protocol<>(name, received.decoders, sent.encoder, received.maxBytes);
    }

    /**
     * Decodes bytes that are exactly one message, such as a datagram.
     *
     * @param bytes the message, whole; not changed
     * @return the message
     * @throws ProtocolException if the bytes are no message, as {@link Decoder#decodeWhole} tells
     */
    public T decode(byte[] bytes) {
        return decodeWhole(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    /**
     * Encodes a message.
     *
     * @param message the message
     * @return its bytes, in a new array
     * @throws IllegalArgumentException if the framing can't tell the message, as that of a line can't tell a line end
     */
    public byte[] encode(T message) {
        return Encoder.encodeWhole(encoder, message);
    }

    /** Decodes the bytes of a buffer, which are exactly one message. */
    private T decodeWhole(ByteBuffer in) {
        return decodeWhole(decoders.get(), in);
    }

    /**
     * Decodes the bytes of a buffer, which are exactly one message, behind other bytes of a larger one: offsets of refusals
     * count from the first of those.
     */
    T decodeBehind(int before, ByteBuffer in) {
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
                    Reason.MALFORMED, 0, "a message can't begin with " + shown(kind) + ", but with " + allShown(known));
        }
        return kind;
    }

    private static int requireWritable(int kind, Map<Integer, ?> known) {
        if (!known.containsKey(kind)) {
            throw new IllegalArgumentException("no kind of message is " + kind + "; known are " + allShown(known));
        }
        return kind;
    }

    private static String allShown(Map<Integer, ?> known) {
        return known.keySet().stream().sorted().map(Framing::shown).collect(Collectors.joining(", "));
    }

    /** A byte in hex, with its character if that is a printable one of ASCII. */
    private static String shown(int value) {
        return String.format(value > ' ' && value <= '~' ? "0x%02x '%1$c'" : "0x%02x", value);
    }

    private static int requireByte(int value) {
        if (value < 0 || value > LARGEST_BYTE) {
            throw new IllegalArgumentException(value + " is no byte, which is 0 to 255");
        }
        return value;
    }

    private static int requireMax(int maxBytes, int least) {
        if (maxBytes < least) {
            throw new IllegalArgumentException("maxBytes " + maxBytes + " is less than " + least);
        }
        return maxBytes;
    }

    /** What is read of a framing is a {@code T}; what is written is so by the word of whoever tells its kind. */
    @SuppressWarnings("unchecked")
    private static <T> Framing<T> cast(Framing<? extends T> framing) {
        return (Framing<T>) framing;
    }
}
