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
 * Decodes and encodes text without replacement characters: it refuses bytes that are invalid in the charset, and
 * characters that the charset does not have.
 */
public final class StrictText {
    private static final char REPLACEMENT = '\ufffd';

    /** How many bytes an exception message shows before the invalid byte. */
    private static final int SHOWN_BYTES = 30;

    /** The number of characters decoded at a time when searching for an invalid byte. */
    private static final int DECODED_CHARS = 1 << 10;

    private StrictText() {}

    /**
     * Reads a text whose length in bytes is known.
     *
     * @param in the buffer; its index 0 must be the first byte of the message, because offsets of refusals are indexes
     *     of this buffer. The position moves after the text, and is undefined after an exception
     * @param length the length of the text in bytes, 0 or more; memory is allocated only after that many bytes have
     *     arrived
     * @param charset the charset, such as US-ASCII or UTF-8
     * @return the text, possibly empty
     * @throws BufferUnderflowException if fewer bytes remain
     * @throws ProtocolException if the bytes are invalid in that charset ({@code MALFORMED}, at the index of the first
     *     invalid byte)
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
        // The String constructor turns invalid bytes into replacement characters. Only a text that contains one needs
        // the slow strict decoding.
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireText(bytes, charset, in.position() - length);
        }
        return text;
    }

    /**
     * Reads a length, which is an unsigned byte, and then a text of that many bytes.
     *
     * @param in the buffer, as for {@link #read}
     * @param charset the charset
     * @return the text, of 0 to 255 bytes
     * @throws BufferUnderflowException if the length or a part of the text is missing
     * @throws ProtocolException if the bytes are invalid in that charset, as for {@link #read}
     */
    public static String readAfterByte(ByteBuffer in, Charset charset) {
        return read(in, Byte.toUnsignedInt(in.get()), charset);
    }

    /**
     * Reads a length, which is an unsigned 16-bit number in the byte order of the buffer, and then a text of that many
     * bytes.
     *
     * @param in the buffer, as for {@link #read}
     * @param charset the charset
     * @return the text, of 0 to 65,535 bytes
     * @throws BufferUnderflowException if the length or a part of the text is missing
     * @throws ProtocolException if the bytes are invalid in that charset, as for {@link #read}
     */
    public static String readAfterShort(ByteBuffer in, Charset charset) {
        return read(in, Short.toUnsignedInt(in.getShort()), charset);
    }

    /**
     * Decodes a text.
     *
     * @param bytes the complete text; not changed
     * @param charset the charset
     * @return the text, possibly empty
     * @throws ProtocolException if the bytes are invalid in that charset ({@code MALFORMED}, at the first invalid byte)
     */
    public static String decode(byte[] bytes, Charset charset) {
        return read(ByteBuffer.wrap(bytes), bytes.length, charset);
    }

    /**
     * Encodes a text.
     *
     * @param text the text, possibly empty
     * @param charset the charset
     * @return its bytes, in a new array
     * @throws IllegalArgumentException if the charset lacks one of the characters, such as an unpaired surrogate
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
