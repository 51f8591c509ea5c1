// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A word counter for a text that arrives in pieces of any size. It does not store the text. Every byte that is not
 * white space belongs to a word, in any encoding. Used by one thread at a time.
 *
 * <p>It tests eight bytes at a time in a {@code long}. Each test adds a constant to the seven lower bits of each byte;
 * the result is the highest bit of the sum. Such a sum fits into eight bits, so nothing is carried into the next byte.
 */
public final class WordCounter {
    /** The definition of a word. */
    public enum Rule {
        /**
         * A run of bytes other than white space, as in {@code wc -w}. White space is space, tab, line feed, vertical
         * tab, form feed and carriage return.
         */
        RUNS,

        /**
         * A piece between single spaces, as in Python's {@code text.split(" ")}: two spaces in a row have an empty word
         * between them, a tab is part of a word, and an empty text is one word.
         */
        SPACES
    }

    private static final long EACH = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7f * EACH;
    private static final long HIGH_BITS = ~LOW_BITS;
    private static final int HIGHEST_BYTE = 56;

    private final Rule rule;
    private long count;
    private boolean inWord;

    /**
     * Creates a counter.
     *
     * @param rule the definition of a word
     */
    public WordCounter(Rule rule) {
        this.rule = Objects.requireNonNull(rule, "rule");
    }

    /**
     * Adds the next bytes of the text.
     *
     * @param text the next bytes, possibly none; the buffer's position moves to its limit
     */
    public void add(ByteBuffer text) {
        ByteBuffer in = text.slice().order(ByteOrder.LITTLE_ENDIAN);
        text.position(text.limit());
        if (rule == Rule.RUNS) {
            addRuns(in);
        } else {
            addSpaces(in);
        }
    }

    /**
     * Adds the next bytes of the text.
     *
     * @param text an array
     * @param offset the index of the first byte
     * @param length the number of bytes, possibly 0
     * @throws IndexOutOfBoundsException if they do not lie within the array
     */
    public void add(byte[] text, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, text.length);
        add(ByteBuffer.wrap(text, offset, length));
    }

    /**
     * Returns the number of words in the bytes added until now. A word at their end counts once, even if it continues
     * later.
     *
     * @return at least 0
     */
    public long words() {
        return rule == Rule.RUNS ? count : count + 1;
    }

    /** Counts the bytes that are not white space and follow white space or the start of the text. */
    private void addRuns(ByteBuffer in) {
        int last = in.limit() - Long.BYTES;
        int at = 0;
        long begun = 0;
        long inside = inWord ? 0x80 : 0;
        for (; at <= last; at += Long.BYTES) {
            long word = ~whiteSpace(in.getLong(at)) & HIGH_BITS;
            begun += Long.bitCount(word & ~((word << Byte.SIZE) | inside));
            inside = word >>> HIGHEST_BYTE;
        }
        for (; at < in.limit(); at++) {
            long word = ~whiteSpace(in.get(at)) & 0x80;
            begun += Long.bitCount(word & ~inside);
            inside = word;
        }
        count += begun;
        inWord = inside != 0;
    }

    private void addSpaces(ByteBuffer in) {
        int last = in.limit() - Long.BYTES;
        int at = 0;
        long spaces = 0;
        for (; at <= last; at += Long.BYTES) {
            spaces += Long.bitCount(equal(in.getLong(at), ' ') & HIGH_BITS);
        }
        for (; at < in.limit(); at++) {
            spaces += Long.bitCount(equal(in.get(at), ' ') & 0x80);
        }
        count += spaces;
    }

    /** Sets the highest bit of each byte that is white space; the other bits are undefined. */
    private static long whiteSpace(long bytes) {
        long low = bytes & LOW_BITS;
        long fromTab = low + (0x80 - '\t') * EACH;
        long afterReturn = low + (0x7f - '\r') * EACH;
        return equal(bytes, ' ') | (fromTab & ~afterReturn & ~bytes);
    }

    /** Sets the highest bit of each byte that equals an ASCII character; the other bits are undefined. */
    private static long equal(long bytes, char character) {
        long different = ((bytes & LOW_BITS) ^ character * EACH) + LOW_BITS;
        return ~different & ~bytes;
    }
}
