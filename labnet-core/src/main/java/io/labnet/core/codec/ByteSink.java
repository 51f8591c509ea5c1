// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What an {@link Encoder} appends bytes to. Numbers are big-endian, text is UTF-8. A sink copies what it is given and
 * grows as needed; how much is written to it is bounded by whoever writes.
 */
public interface ByteSink {
    /**
     * Appends a byte.
     *
     * @param value the byte; its low 8 bits count
     */
    void put(int value);

    /**
     * Appends a part of an array.
     *
     * @param source the array
     * @param offset where the part begins, from 0
     * @param length how many bytes it has
     * @throws IndexOutOfBoundsException if the part does not lie within the array
     */
    void put(byte[] source, int offset, int length);

    /**
     * Appends what remains in a buffer, and takes it from there.
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
     * @param value the number; its low 16 bits count
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
     * Appends text in UTF-8, with no length before it and nothing after it. An unpaired surrogate becomes a question
     * mark.
     *
     * @param text the text, possibly empty
     */
    default void putText(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Appends content behind its length, which is filled in when the content is there.
     *
     * @param lengthBytes how many bytes the length has, 1 to 8; it is big-endian and unsigned, and does not count itself
     * @param content appends the content to the sink that it is given, possibly nothing, and may do the same in turn
     * @throws IllegalArgumentException if {@code lengthBytes} is not 1 to 8, or the content has more bytes than so long a
     *     length can tell; in the latter case a part of it may have been appended
     */
    default void putSized(int lengthBytes, Consumer<? super ByteSink> content) {
        ByteArraySink whole = new ByteArraySink();
        whole.putSized(lengthBytes, content);
        put(whole.view(0, whole.size()));
    }
}
