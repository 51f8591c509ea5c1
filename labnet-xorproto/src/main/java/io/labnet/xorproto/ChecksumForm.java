// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.checksum.InternetChecksum;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * The form of a packet's checksum field. The course document says "in the same way as TCP checksum", which is {@link
 * #RFC_1071}: computed over header and data, with zero as the value of the field, and with a zero byte after the data
 * if their length is odd. Many programs use one of the other two forms.
 */
public enum ChecksumForm {
    /** As documented: the complement of the ones' complement sum of big-endian words, written big-endian. */
    RFC_1071("RFC 1071"),

    /** The two bytes of {@link #RFC_1071} swapped, as when a program sums little-endian words and writes big-endian. */
    BYTE_SWAPPED("byte-swapped"),

    /**
     * Like {@link #BYTE_SWAPPED}, but the carries are added only once. The value differs from {@link #BYTE_SWAPPED} if
     * this addition carries again, which happens in 2.5 % of full packets, and rarely in short ones.
     */
    BYTE_SWAPPED_ONE_FOLD("byte-swapped, folded once");

    private static final int FIELD_AT = 2;
    private static final int AFTER_FIELD = 4;
    private static final int WORD_MASK = 0xffff;

    private final String label;

    ChecksumForm(String label) {
        this.label = label;
    }

    /**
     * Computes the checksum field of a packet. The current value of the field is ignored.
     *
     * @param buffer contains the packet; a buffer of any kind and byte order, not changed
     * @param offset the index of the packet's first byte
     * @param length the length of the packet in bytes, at least 4
     * @return the value of the field, 0 to 65,535
     * @throws IndexOutOfBoundsException if the packet does not lie before the limit of the buffer, or {@code length} is
     *     less than 4
     */
    public int of(ByteBuffer buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.limit());
        Objects.checkFromIndexSize(0, AFTER_FIELD, length);
        if (this == BYTE_SWAPPED_ONE_FOLD) {
            long sum = littleEndianSum(buffer, offset, FIELD_AT)
                    + littleEndianSum(buffer, offset + AFTER_FIELD, length - AFTER_FIELD);
            return (int) ~((sum & WORD_MASK) + (sum >>> 16)) & WORD_MASK;
        }
        int rest = ~InternetChecksum.of(buffer, offset + AFTER_FIELD, length - AFTER_FIELD) & WORD_MASK;
        int sum = rest + wordAt(buffer, offset);
        // One fold is enough, because the sum of two words has at most one carry.
        int checksum = ~((sum & WORD_MASK) + (sum >>> 16)) & WORD_MASK;
        return this == RFC_1071 ? checksum : Short.reverseBytes((short) checksum) & WORD_MASK;
    }

    /**
     * Returns the forms that the later packets of a program may have if its first packet has this form.
     *
     * @return {@code RFC_1071} alone, or both byte-swapped forms; modifiable
     */
    Set<ChecksumForm> family() {
        return this == RFC_1071 ? EnumSet.of(RFC_1071) : EnumSet.of(BYTE_SWAPPED, BYTE_SWAPPED_ONE_FOLD);
    }

    /** {@return the name of the form, such as {@code RFC 1071}} */
    @Override
    public String toString() {
        return label;
    }

    private static int wordAt(ByteBuffer buffer, int at) {
        return (buffer.get(at) & 0xff) << 8 | (buffer.get(at + 1) & 0xff);
    }

    /** Returns the sum of the little-endian words, before the carries are added. */
    private static long littleEndianSum(ByteBuffer buffer, int offset, int length) {
        long sum = 0;
        int end = offset + length;
        for (int i = offset; i < end; i += 2) {
            sum += buffer.get(i) & 0xff;
            sum += i + 1 < end ? (buffer.get(i + 1) & 0xff) << 8 : 0;
        }
        return sum;
    }
}
