// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.StrictText;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;

/** Creates framings that have no options: fixed size, fields, delimited, JSON objects, and datagrams. */
public final class Frames {
    private Frames() {}

    /**
     * Returns a framing of messages of a fixed size. Encoding a message of another size throws {@link
     * IllegalArgumentException}.
     *
     * @param bytes the size, 0 or more; 0 only for parts of other messages
     * @return the framing
     * @throws IllegalArgumentException if the size is negative
     */
    public static Framing<byte[]> fixed(int bytes) {
        Encoder<byte[]> encoder = (message, out) -> {
            if (message.length != bytes) {
                throw new IllegalArgumentException(
                        "the message has " + message.length + " bytes, not the fixed size of " + bytes);
            }
            out.put(message);
        };
        Decoder<byte[]> decoder = (in, boundary) -> in.remaining() < bytes ? null : take(in, bytes);
        return Framing.possiblyEmpty(() -> decoder, encoder, bytes);
    }

    /**
     * Returns a framing of messages that are read field by field, with the methods of {@link ByteBuffer} and
     * {@link StrictText}.
     *
     * <p>The reader need not check whether the message is complete. When the buffer throws
     * {@link BufferUnderflowException}, the reader is called again, from the first byte, after more input has arrived.
     * Therefore, the reader must have no side effects, and its result must not depend on how many bytes remain. Before
     * the reader allocates memory for an announced length, it must check that at least that many bytes remain. The
     * reader must not call {@code get(index)}: if bytes are missing, {@code get(index)} throws
     * {@link IndexOutOfBoundsException}, which propagates as a bug. A message that arrives in pieces is read again
     * after each piece. If a message usually arrives in many pieces, read only its head in this way, and add the body
     * with {@link Framing#then}.
     *
     * @param maxBytes the size of the largest message, in bytes, at least 1; or 0 for messages without fields, which
     *     can only be parts of other messages
     * @param reader reads a message from the start of a big-endian buffer, and leaves the position after the message.
     *     If the bytes are not a message, throws {@link ProtocolException} with the index of the wrong byte. Other
     *     exceptions propagate as bugs
     * @param writer writes a message
     * @param <T> the type of the messages
     * @return the framing
     * @throws IllegalArgumentException if {@code maxBytes} is negative
     */
    public static <T> Framing<T> fields(
            int maxBytes, Function<? super ByteBuffer, ? extends T> reader, Encoder<? super T> writer) {
        Objects.requireNonNull(reader, "reader");
        Decoder<T> decoder = (in, boundary) -> {
            ByteBuffer fields = in.slice();
            T message;
            try {
                message = Objects.requireNonNull(reader.apply(fields), "a message was read as null");
            } catch (BufferUnderflowException incomplete) {
                return null;
            }
            in.position(in.position() + fields.position());
            return message;
        };
        return Framing.possiblyEmpty(() -> decoder, writer, maxBytes);
    }

    /**
     * Returns a framing of messages that are read field by field and never sent. Encoding a message throws an
     * {@link UnsupportedOperationException}.
     *
     * @param maxBytes the size of the largest message, as for {@link #fields(int, Function, Encoder)}
     * @param reader reads a message, as for {@link #fields(int, Function, Encoder)}
     * @param <T> the type of the messages
     * @return the framing
     * @throws IllegalArgumentException if {@code maxBytes} is negative
     */
    public static <T> Framing<T> fields(int maxBytes, Function<? super ByteBuffer, ? extends T> reader) {
        return fields(maxBytes, reader, (message, out) -> {
            throw new UnsupportedOperationException("messages of this framing are only received");
        });
    }

    /**
     * Returns a framing of messages that end with a delimiter, which is not part of the message. A message to encode
     * must not contain the delimiter. Nor may the end of the message and the beginning of the following delimiter
     * together form a delimiter. A receiver would then end the message too early. For example, if the delimiter is
     * {@code --}, a message must not end with {@code -}.
     *
     * @param delimiter the delimiter, at least one byte; copied
     * @param maxBytes the size of the largest message without its delimiter, 0 or more
     * @return the framing
     * @throws IllegalArgumentException if the delimiter is empty, {@code maxBytes} is negative, or the largest message
     *     and the delimiter together have more than {@link Integer#MAX_VALUE} bytes
     */
    public static Framing<byte[]> delimited(byte[] delimiter, int maxBytes) {
        requireNotNegative(maxBytes);
        if (delimiter.length == 0) {
            throw new IllegalArgumentException("the delimiter is empty");
        }
        byte[] end = delimiter.clone();
        Encoder<byte[]> encoder = (message, out) -> {
            requireAtMost(maxBytes, message.length);
            byte[] whole = new byte[message.length + end.length];
            System.arraycopy(message, 0, whole, 0, message.length);
            System.arraycopy(end, 0, whole, message.length, end.length);
            if (DelimitedDecoder.indexOf(end, ByteBuffer.wrap(whole), 0) != message.length) {
                throw new IllegalArgumentException("a message must not contain its own delimiter");
            }
            out.put(whole);
        };
        return new Framing<>(() -> new DelimitedDecoder(end), encoder, sum(maxBytes, end.length));
    }

    /**
     * Returns a framing of JSON objects (RFC 8259) in UTF-8, each of which ends with its closing brace. White space
     * between objects is skipped; any other byte before an opening brace is refused. Only braces and strings are
     * checked; {@link Framing#map} can call a parser for the rest.
     *
     * @param maxBytes the size of the largest object, in bytes, at least 2
     * @return the framing; a message is the text of one object, from its first brace to its last, without white space
     *     around it
     * @throws IllegalArgumentException if {@code maxBytes} is less than 2
     */
    public static Framing<String> jsonObject(int maxBytes) {
        if (maxBytes < JsonObjectDecoder.MIN_BYTES) {
            throw new IllegalArgumentException("maxBytes " + maxBytes + " is less than 2, the size of an empty object");
        }
        Encoder<String> encoder = (text, out) -> {
            byte[] bytes = StrictText.encode(text, StandardCharsets.UTF_8);
            requireAtMost(maxBytes, bytes.length);
            JsonObjectDecoder.requireObject(bytes);
            out.put(bytes);
        };
        return new Framing<>(JsonObjectDecoder::new, encoder, maxBytes);
    }

    /**
     * Returns a framing that takes all remaining bytes as one message: the rest of a datagram ({@link Boundary#FRAME}),
     * or of a stream up to its end ({@link Boundary#END}). An empty datagram or stream is an empty message.
     *
     * @param maxBytes the size of the largest message, in bytes, 0 or more
     * @return the framing
     * @throws IllegalArgumentException if {@code maxBytes} is negative
     */
    public static Framing<byte[]> datagram(int maxBytes) {
        Encoder<byte[]> encoder = (message, out) -> {
            requireAtMost(maxBytes, message.length);
            out.put(message);
        };
        return Framing.possiblyEmpty(RestDecoder::new, encoder, maxBytes);
    }

    /**
     * Returns a framing of text whose encoded bytes have another framing, such as datagrams. Bytes that are invalid in
     * the charset are refused. For text after a length, pass the result of this method to
     * {@link LengthPrefix#framing(Framing)}. If you passed a framing with a length to this method instead, the offsets
     * of refusals would not include the bytes of the length.
     *
     * @param bytes the framing of the encoded text
     * @param charset the charset; encoding a text with characters that the charset lacks throws
     *     {@link IllegalArgumentException}
     * @return the framing
     */
    public static Framing<String> text(Framing<byte[]> bytes, Charset charset) {
        Objects.requireNonNull(charset, "charset");
        return bytes.map(text -> StrictText.decode(text, charset), text -> StrictText.encode(text, charset));
    }

    /** Reads bytes, which must be available. */
    static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /**
     * Refuses to encode a message that is larger than the limit, because a peer with the same framing would refuse it.
     */
    static void requireAtMost(int maxBytes, int bytes) {
        if (bytes > maxBytes) {
            throw new IllegalArgumentException(
                    "a message of " + bytes + " bytes is larger than the limit of " + maxBytes);
        }
    }

    /** Returns the size of the largest message that consists of two parts. */
    static int sum(int maxBytes, int others) {
        if (maxBytes > Integer.MAX_VALUE - others) {
            throw new IllegalArgumentException("maxBytes " + maxBytes + " and " + others
                    + " more for the rest of a message are more than " + Integer.MAX_VALUE);
        }
        return maxBytes + others;
    }

    static void requireNotNegative(int maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes " + maxBytes + " is negative");
        }
    }
}
