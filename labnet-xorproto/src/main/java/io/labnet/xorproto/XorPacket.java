// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import java.util.Objects;

/**
 * A packet: 16 bytes of header (flag, checksum, keyword, sid and length, all big-endian) and data. The checksum and the
 * length are computed from the rest.
 *
 * @param last the flag: {@code false} (0) if more packets of the same text follow, {@code true} (1) for the last one
 * @param keyword 4 ASCII letters, such as {@code sbmt} or a key
 * @param sid a student id or a score: an unsigned number of 32 bits, 0 to 4,294,967,295
 * @param data at most {@value #MAX_DATA_BYTES} bytes, possibly none
 */
public record XorPacket(boolean last, String keyword, long sid, XorData data) {
    /** The size of a header, in bytes: the least value of the length field. */
    public static final int HEADER_BYTES = 16;

    /** The size of the largest packet, in bytes: the greatest value of the length field. */
    public static final int MAX_BYTES = 10_000;

    /** The data of the largest packet, in bytes. It is a multiple of 4, the length of a key. */
    public static final int MAX_DATA_BYTES = MAX_BYTES - HEADER_BYTES;

    /** The number of letters in a keyword. */
    public static final int KEYWORD_LETTERS = 4;

    /** The largest sid. */
    public static final long MAX_SID = 0xffff_ffffL;

    /**
     * Checks the bounds.
     *
     * @param last the flag
     * @param keyword 4 ASCII letters
     * @param sid an unsigned number of 32 bits
     * @param data at most {@value #MAX_DATA_BYTES} bytes
     * @throws IllegalArgumentException if the keyword is not 4 ASCII letters, the sid does not fit in 32 bits, or the
     *     data are too long
     */
    public XorPacket {
        Objects.requireNonNull(keyword, "keyword");
        Objects.requireNonNull(data, "data");
        if (!isKeyword(keyword)) {
            throw new IllegalArgumentException("the keyword \"" + keyword + "\" is not 4 ASCII letters");
        }
        if (sid < 0 || sid > MAX_SID) {
            throw new IllegalArgumentException("sid " + sid + " is not within 0 to " + MAX_SID);
        }
        if (data.length() > MAX_DATA_BYTES) {
            throw new IllegalArgumentException(
                    data.length() + " bytes of data are more than the " + MAX_DATA_BYTES + " that fit a packet");
        }
    }

    /**
     * Creates a packet with data from an array.
     *
     * @param last the flag
     * @param keyword 4 ASCII letters
     * @param sid an unsigned number of 32 bits
     * @param data at most {@value #MAX_DATA_BYTES} bytes, possibly none; copied
     * @throws IllegalArgumentException if an argument is out of its bounds
     */
    public XorPacket(boolean last, String keyword, long sid, byte[] data) {
        this(last, keyword, sid, XorData.of(data));
    }

    /**
     * Creates a packet with only a header, such as a request.
     *
     * @param last the flag
     * @param keyword 4 ASCII letters
     * @param sid an unsigned number of 32 bits
     * @throws IllegalArgumentException if an argument is out of its bounds
     */
    public XorPacket(boolean last, String keyword, long sid) {
        this(last, keyword, sid, XorData.NONE);
    }

    /**
     * {@return whether a text is 4 ASCII letters, of either case}
     *
     * @param text any text
     */
    public static boolean isKeyword(String text) {
        if (text.length() != KEYWORD_LETTERS) {
            return false;
        }
        for (int i = 0; i < KEYWORD_LETTERS; i++) {
            if (!isLetter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isLetter(int c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /**
     * {@return the decoded packet, whose checksum must be {@link ChecksumForm#RFC_1071}}
     *
     * @param bytes exactly one packet; not changed
     * @throws ProtocolException if a field of the header is out of its bounds ({@code MALFORMED}; {@code TOO_LARGE} for
     *     a length above {@value #MAX_BYTES}), if the checksum does not match ({@code CHECKSUM}), if the bytes end before the packet does
     *     ({@code TRUNCATED}), or if more bytes follow it ({@code TRAILING})
     */
    public static XorPacket decode(byte[] bytes) {
        return decode(bytes, ChecksumForm.RFC_1071);
    }

    /**
     * {@return the decoded packet}
     *
     * @param bytes exactly one packet; not changed
     * @param form the form of its checksum; another form is refused
     * @throws ProtocolException if a field of the header is out of its bounds ({@code MALFORMED}; {@code TOO_LARGE} for
     *     a length above {@value #MAX_BYTES}), if the checksum does not match ({@code CHECKSUM}), if the bytes end before the packet does
     *     ({@code TRUNCATED}), or if more bytes follow it ({@code TRAILING})
     */
    public static XorPacket decode(byte[] bytes, ChecksumForm form) {
        return Decoder.decodeWhole(XorPacketCodec.of(form), bytes);
    }

    /** {@return the length of the packet on the wire: header and data, in bytes} */
    public int length() {
        return HEADER_BYTES + data.length();
    }

    /** {@return the bytes of the packet, in a new array, with a checksum as in {@link ChecksumForm#RFC_1071}} */
    public byte[] encode() {
        return encode(ChecksumForm.RFC_1071);
    }

    /**
     * {@return the bytes of the packet, in a new array}
     *
     * @param form the form of the checksum
     */
    public byte[] encode(ChecksumForm form) {
        return XorPacketCodec.bytes(this, form);
    }
}
