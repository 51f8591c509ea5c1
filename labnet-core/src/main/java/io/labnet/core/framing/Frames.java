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

/** Framings that have no options: of a fixed size, of fields, up to a delimiter, of JSON objects, and of datagrams. */
public final class Frames {
    private Frames() {}

    /**
     * Makes a framing of messages that all have the same size. What is encoded must have it.
     *
     * @param bytes the size, 0 or more; 0 only as a part of other messages
     * @return the framing
     * @throws IllegalArgumentException if the size is negative
     */
    public static Framing<byte[]> fixed(int bytes) {
        Encoder<byte[]> encoder = (message, out) -> {
            if (message.length != bytes) {
                throw new IllegalArgumentException("a message of " + message.length + " bytes must have " + bytes);
            }
            out.put(message);
        };
        Decoder<byte[]> decoder = (in, boundary) -> in.remaining() < bytes ? null : take(in, bytes);
        return Framing.possiblyEmpty(() -> decoder, encoder, bytes);
    }

    /**
     * Makes a framing of messages that are read field by field, with the calls of a {@link ByteBuffer} and those of
     * {@link StrictText}.
     *
     * <p>The reader need not know whether all is there: when it runs out of bytes, which its buffer tells by a
     * {@link BufferUnderflowException}, it is called again from the first byte when more have come. So it must have no
     * effect but its result, must not allocate what a length says before that many bytes remain, and must not take what
     * happens to remain: that depends on how the bytes came. By {@code get(index)} a buffer does not run out, but throws an
     * {@link IndexOutOfBoundsException}. A message that comes in
     * pieces is read once for each piece; where it may have very many, use {@link Framing#then} for its body.
     *
     * @param maxBytes the size of the largest message, in bytes, at least 1, or 0 for messages without fields, which can
     *     only be a part of others
     * @param reader reads a message from a big-endian buffer that begins with it, and stops behind it; it throws {@link
     *     ProtocolException} if the bytes are none, with the index of the wrong byte; whatever else it throws is passed on,
     *     as a mistake of the program
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
     * Makes a framing of messages that are read field by field and only received. To encode one is not supported: it
     * throws an {@link UnsupportedOperationException}.
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
     * Makes a framing of messages that a delimiter ends, which belongs to none of them. A message that is encoded must not
     * contain it, nor bytes that make it begin earlier.
     *
     * @param delimiter what ends each message, at least one byte; copied
     * @param maxBytes the size of the largest message, its delimiter not counted, 0 or more
     * @return the framing
     * @throws IllegalArgumentException if the delimiter is empty, {@code maxBytes} is negative, or both together are
     *     more than {@link Integer#MAX_VALUE} bytes
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
     * Makes a framing of JSON objects (RFC 8259) in UTF-8, each of which ends with its own brace. White space between them
     * is skipped; anything else that does not begin with a brace is refused. Only braces and strings are looked at: whether
     * the rest is JSON is for a parser to tell, which {@link Framing#map} can call.
     *
     * @param maxBytes the size of the largest object, in bytes, at least 2
     * @return the framing, of the text from the first brace to the last; a text that is encoded must be one such object,
     *     with nothing around it
     * @throws IllegalArgumentException if {@code maxBytes} is less than 2
     */
    public static Framing<String> jsonObject(int maxBytes) {
        if (maxBytes < JsonObjectDecoder.MIN_BYTES) {
            throw new IllegalArgumentException("no object has only " + maxBytes + " bytes");
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
     * Makes a framing of all that is left: of a datagram, as a whole or behind a head ({@link Boundary#FRAME}), or of a
     * stream, up to its end ({@link Boundary#END}). A datagram or stream without bytes is a message without bytes.
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
     * Makes a framing of text that fills the bytes of another, such as that of datagrams. Bytes that are no text in the
     * charset are refused; behind a length, use {@link LengthPrefix#framing(Framing)} of this, so that the offset counts from
     * the length on.
     *
     * @param bytes how the bytes of a text lie in the input
     * @param charset how the text is encoded; one that does not have a character of a text refuses to write it
     * @return the framing
     */
    public static Framing<String> text(Framing<byte[]> bytes, Charset charset) {
        Objects.requireNonNull(charset, "charset");
        return bytes.map(text -> StrictText.decode(text, charset), text -> StrictText.encode(text, charset));
    }

    /** Takes bytes that are there. */
    static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /** Refuses to write what no peer with the same framing would accept. */
    static void requireAtMost(int maxBytes, int bytes) {
        if (bytes > maxBytes) {
            throw new IllegalArgumentException(
                    "a message of " + bytes + " bytes is larger than the limit of " + maxBytes);
        }
    }

    /** The size of the largest message that has two parts. */
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
