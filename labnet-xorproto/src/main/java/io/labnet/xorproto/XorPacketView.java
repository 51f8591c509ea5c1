// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A view of a packet in a buffer. It reads and verifies the packet without copying its data and, except for {@link
 * #keyword} and {@link #data}, without allocation. A view can be moved from packet to packet; it reflects the buffer's
 * current content. Used by one thread at a time.
 */
public final class XorPacketView {
    static final int CHECKSUM_AT = 2;
    static final int KEYWORD_AT = 4;
    static final int LENGTH_AT = 12;

    private static final int SID_AT = 8;
    private static final long INT_MASK = 0xffff_ffffL;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer buffer = NOTHING;
    private int start;
    private int length;

    /**
     * Creates a view without a packet: every method but {@link #moveTo} throws {@link IndexOutOfBoundsException}.
     */
    public XorPacketView() {}

    /**
     * Moves to the packet at the position of a buffer, and checks its header, but not its checksum.
     *
     * @param in a buffer of any kind and byte order; its position is not changed
     * @return whether the packet is complete; if not, the view has no packet
     * @throws ProtocolException if no packet begins there: the flag is neither 0 nor 1, the keyword not 4 ASCII
     *     letters, or the length not within {@value XorPacket#HEADER_BYTES} to {@value XorPacket#MAX_BYTES}. Thrown as
     *     soon as the header is complete
     */
    public boolean moveTo(ByteBuffer in) {
        buffer = NOTHING;
        int at = in.position();
        if (in.remaining() < XorPacket.HEADER_BYTES) {
            return false;
        }
        int found = checkHeader(in, at);
        if (in.remaining() < found) {
            return false;
        }
        buffer = in;
        start = at;
        length = found;
        return true;
    }

    /** {@return the flag: whether this is the last packet} */
    public boolean last() {
        return wordAt(buffer, start) == 1;
    }

    /** {@return the checksum field, right or wrong, 0 to 65,535} */
    public int checksum() {
        return wordAt(buffer, start + CHECKSUM_AT);
    }

    /**
     * {@return whether the checksum is correct}
     *
     * @param form its form
     */
    public boolean fits(ChecksumForm form) {
        return checksum() == expected(form);
    }

    /**
     * {@return the correct checksum, 0 to 65,535}
     *
     * @param form its form
     */
    public int expected(ChecksumForm form) {
        return form.of(buffer, start, length);
    }

    /**
     * {@return this view, if the checksum is correct}
     *
     * @param form its form
     * @throws ProtocolException if the checksum is wrong; the message has the actual and the expected value
     */
    public XorPacketView verify(ChecksumForm form) {
        int expected = expected(form);
        if (checksum() != expected) {
            throw XorRefusal.checksum(
                    from(buffer, start), length, hex(expected) + " (" + form + ")", List.of(form), XorRule.CHECKSUM);
        }
        return this;
    }

    /** {@return the keyword, 4 ASCII letters, in a new string} */
    public String keyword() {
        byte[] letters = new byte[XorPacket.KEYWORD_LETTERS];
        buffer.get(start + KEYWORD_AT, letters);
        return new String(letters, StandardCharsets.US_ASCII);
    }

    /** {@return the sid, 0 to {@value XorPacket#MAX_SID}} */
    public long sid() {
        return intAt(buffer, start + SID_AT) & INT_MASK;
    }

    /**
     * {@return the length of the packet, header and data, in bytes: {@value XorPacket#HEADER_BYTES} to {@value
     * XorPacket#MAX_BYTES}}
     */
    public int length() {
        Objects.checkIndex(0, buffer.limit());
        return length;
    }

    /** {@return the length of the data, 0 to {@value XorPacket#MAX_DATA_BYTES} bytes} */
    public int dataLength() {
        return length() - XorPacket.HEADER_BYTES;
    }

    /** {@return a new read-only buffer with the data, not copied} */
    public ByteBuffer data() {
        return buffer.slice(start + XorPacket.HEADER_BYTES, dataLength()).asReadOnlyBuffer();
    }

    /**
     * Moves to a copy of the packet in a new array. The checksum of an array is computed several times as fast as that
     * of a read-only buffer.
     */
    void copy() {
        byte[] bytes;
        if (buffer.hasArray()) {
            // Unlike a new array, the copy need not be filled with zeros first.
            int from = buffer.arrayOffset() + start;
            bytes = Arrays.copyOfRange(buffer.array(), from, from + length);
        } else {
            bytes = new byte[length];
            buffer.get(start, bytes);
        }
        buffer = ByteBuffer.wrap(bytes);
        start = 0;
    }

    /** Returns the data of a copied packet. */
    XorData ownData() {
        return XorData.owning(buffer.array(), XorPacket.HEADER_BYTES, dataLength());
    }

    /** Returns the length field of a complete header, right or wrong. */
    static int lengthField(ByteBuffer in) {
        return intAt(in, in.position() + LENGTH_AT);
    }

    static String hex(int word) {
        return String.format("0x%04x", word);
    }

    private static int wordAt(ByteBuffer in, int at) {
        short word = in.getShort(at);
        return (in.order() == ByteOrder.BIG_ENDIAN ? word : Short.reverseBytes(word)) & 0xffff;
    }

    private static int intAt(ByteBuffer in, int at) {
        int word = in.getInt(at);
        return in.order() == ByteOrder.BIG_ENDIAN ? word : Integer.reverseBytes(word);
    }

    /** Checks a header, and returns the length of the packet. */
    private static int checkHeader(ByteBuffer in, int at) {
        if (wordAt(in, at) > 1) {
            throw XorRefusal.flag(from(in, at));
        }
        for (int i = KEYWORD_AT; i < SID_AT; i++) {
            if (!XorPacket.isLetter(in.get(at + i))) {
                throw XorRefusal.keyword(from(in, at), i);
            }
        }
        int length = intAt(in, at + LENGTH_AT);
        if (length < XorPacket.HEADER_BYTES || length > XorPacket.MAX_BYTES) {
            throw XorRefusal.length(from(in, at));
        }
        return length;
    }

    /** Returns a big-endian buffer of the bytes from a position to the limit. */
    private static ByteBuffer from(ByteBuffer in, int at) {
        return in.slice(at, in.limit() - at);
    }
}
