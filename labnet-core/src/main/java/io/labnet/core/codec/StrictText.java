// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;

/**
 * Text of a message, read and written without replacing anything: bytes that are no text in the charset are refused, and so
 * are characters that the charset does not have.
 */
public final class StrictText {
    private static final char REPLACEMENT = '\ufffd';

    /** How much of the text before a wrong byte is shown. */
    private static final int SHOWN_BYTES = 30;

    /** How many characters are decoded at a time to find a wrong byte. */
    private static final int DECODED_CHARS = 1 << 10;

    private StrictText() {}

    /**
     * Reads a text whose length in bytes is known.
     *
     * @param in the buffer, whose first byte (index 0) is the first of the message, as in a slice; the position moves
     *     behind the text, and is anywhere after an exception
     * @param length how many bytes the text has, 0 or more; nothing is allocated before they are all there
     * @param charset how it is encoded, such as US-ASCII or UTF-8
     * @return the text, possibly empty
     * @throws BufferUnderflowException if fewer bytes remain
     * @throws ProtocolException if the bytes are no text in that charset ({@code MALFORMED}, at the index of the first that
     *     is wrong)
     * @throws IllegalArgumentException if the length is negative
     */
    public static String read(ByteBuffer in, int length, Charset charset) {
        if (length < 0) {
            throw new IllegalArgumentException("length " + length + " is negative");
        }
        if (in.remaining() < length) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        String text = new String(bytes, charset);
        // What is wrong was replaced, which is faster than to be careful with every text.
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireText(bytes, charset, in.position() - length);
        }
        return text;
    }

    /**
     * Reads a text that follows its length, an unsigned byte.
     *
     * @param in the buffer, as for {@link #read}
     * @param charset how the text is encoded
     * @return the text, of 0 to 255 bytes
     * @throws BufferUnderflowException if the length, or a part of the text, is not there
     * @throws ProtocolException if the bytes are no text in that charset, as for {@link #read}
     */
    public static String readAfterByte(ByteBuffer in, Charset charset) {
        return read(in, Byte.toUnsignedInt(in.get()), charset);
    }

    /**
     * Reads a text that follows its length, an unsigned 16-bit number in the byte order of the buffer.
     *
     * @param in the buffer, as for {@link #read}
     * @param charset how the text is encoded
     * @return the text, of 0 to 65,535 bytes
     * @throws BufferUnderflowException if the length, or a part of the text, is not there
     * @throws ProtocolException if the bytes are no text in that charset, as for {@link #read}
     */
    public static String readAfterShort(ByteBuffer in, Charset charset) {
        return read(in, Short.toUnsignedInt(in.getShort()), charset);
    }

    /**
     * Decodes bytes that are a text.
     *
     * @param bytes the text, whole; not changed
     * @param charset how it is encoded
     * @return the text, possibly empty
     * @throws ProtocolException if the bytes are no text in that charset ({@code MALFORMED}, at the first that is wrong)
     */
    public static String decode(byte[] bytes, Charset charset) {
        return read(ByteBuffer.wrap(bytes), bytes.length, charset);
    }

    /**
     * Encodes a text.
     *
     * @param text the text, possibly empty
     * @param charset how to encode it
     * @return its bytes, in a new array
     * @throws IllegalArgumentException if the charset does not have one of the characters, such as an unpaired surrogate
     */
    public static byte[] encode(String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        if (!new String(bytes, charset).equals(text)) {
            throw new IllegalArgumentException(
                    "'" + EscapedText.of(text, SHOWN_BYTES) + "' has a character that " + charset + " does not have");
        }
        return bytes;
    }

    private static void requireText(byte[] bytes, Charset charset, int offset) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(DECODED_CHARS);
        CoderResult result;
        do {
            result = decoder.decode(in, out.clear(), true);
        } while (result.isOverflow());
        if (!result.isError()) {
            return;
        }
        int wrong = in.position();
        byte[] before = Arrays.copyOfRange(bytes, Math.max(0, wrong - SHOWN_BYTES), wrong);
        throw new ProtocolException(
                Reason.MALFORMED,
                offset + wrong,
                String.format(
                        "byte 0x%02x after \"%s\" is not %s", bytes[wrong], EscapedText.ofBytes(before), charset));
    }
}
