// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The output of an {@link Encoder}. Numbers are big-endian, text is UTF-8. A sink copies its input and grows as needed,
 * without a limit; the caller must limit the size of the output.
 */
public interface ByteSink {
    /**
     * Appends a byte.
     *
     * @param value the byte, in the low 8 bits
     */
    void put(int value);

    /**
     * Appends a part of an array.
     *
     * @param source the array
     * @param offset the index of the first byte
     * @param length the number of bytes
     * @throws IndexOutOfBoundsException if the part does not lie within the array
     */
    void put(byte[] source, int offset, int length);

    /**
     * Appends the remaining bytes of a buffer.
     *
     * @param source the buffer; its position moves to its limit
     */
    void put(ByteBuffer source);

    /**
     * Appends an array.
     *
     * @param source the array, possibly empty
     */
    default void put(byte[] source) {
        put(source, 0, source.length);
    }

    /**
     * Appends a 16-bit number.
     *
     * @param value the number, in the low 16 bits
     */
    default void putShort(int value) {
        put(value >> 8);
        put(value);
    }

    /**
     * Appends a 32-bit number.
     *
     * @param value the number, signed or unsigned
     */
    default void putInt(int value) {
        putShort(value >> 16);
        putShort(value);
    }

    /**
     * Appends a 64-bit number.
     *
     * @param value the number, signed or unsigned
     */
    default void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    /**
     * Appends text in UTF-8, without a length or terminator. An unpaired surrogate becomes a question mark.
     *
     * @param text the text, possibly empty
     */
    default void putText(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Appends the length of some content, followed by the content. The length is filled in after the content has been
     * written.
     *
     * @param lengthBytes how many bytes the length takes, 1 to 8. The length is big-endian and unsigned, and counts
     *     only the bytes of the content, not those of the length
     * @param content appends the content, possibly empty, to the sink that is passed to it; may itself call this method
     * @throws IllegalArgumentException if {@code lengthBytes} is not 1 to 8, or the content is too large for the
     *     length; a part of the content may then have been appended
     */
    default void putSized(int lengthBytes, Consumer<? super ByteSink> content) {
        ByteArraySink whole = new ByteArraySink();
        whole.putSized(lengthBytes, content);
        put(whole.view(0, whole.size()));
    }
}
