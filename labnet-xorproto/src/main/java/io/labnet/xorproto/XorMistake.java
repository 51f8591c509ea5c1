// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.checksum.InternetChecksum;
import io.labnet.core.rule.ForeignInput;
import io.labnet.core.rule.KnownMistakes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Known mistakes in the packets of other programs, recognized by their bytes. A cause is only a hint. Some mistakes are
 * recognized only if bytes after the refused part have arrived already.
 */
final class XorMistake {
    private static final int SHORT_MASK = 0xffff;
    private static final long MIN_STUDENT_ID = 10_000_000;
    private static final long MAX_STUDENT_ID = 99_999_999;

    /** A wrong header: its fields have other sizes or another order. The flag is always the first field. */
    private record Layout(
            String cause,
            ByteOrder order,
            int flagSize,
            int keywordAt,
            int sidAt,
            int sidSize,
            int lengthAt,
            int lengthSize) {
        /**
         * Returns whether the bytes are such a header. The sid is the best evidence, because other bytes in its place
         * are hardly ever a number of 8 digits.
         */
        boolean fits(byte[] in) {
            if (in.length < Math.max(lengthAt + lengthSize, sidAt + sidSize)) {
                return false;
            }
            long flag = number(in, 0, flagSize);
            long sid = number(in, sidAt, sidSize);
            long length = number(in, lengthAt, lengthSize);
            return (flag == 0 || flag == 1)
                    && isKeyword(in, keywordAt)
                    && (sidAt <= keywordAt + XorPacket.KEYWORD_LETTERS
                            || in[keywordAt + XorPacket.KEYWORD_LETTERS] == 0)
                    && isStudentId(sid)
                    && length >= XorPacket.HEADER_BYTES
                    && length <= XorPacket.MAX_BYTES;
        }

        private long number(byte[] in, int at, int size) {
            long number = 0;
            for (int i = 0; i < size; i++) {
                byte next = in[order == ByteOrder.BIG_ENDIAN ? at + i : at + size - 1 - i];
                number = (number << Byte.SIZE) + Byte.toUnsignedInt(next);
            }
            return number;
        }
    }

    private static final List<Layout> LAYOUTS = List.of(
            little("longs of 8 bytes, as in struct '@HH4sLL': use '!HH4sII'", 2, 4, 8, 8, 16, 8),
            little("a flag and a checksum of 4 bytes each, little-endian: use struct '!HH4sII'", 4, 8, 12, 4, 16, 4),
            big("numbers of 8 bytes, as in struct '!HH4sQQ': use '!HH4sII'", 2, 4, 8, 8, 16, 8),
            big("htonl() in longs of 8 bytes: use uint32_t", 2, 4, 8, 4, 16, 4),
            big("a keyword of 5 bytes, with the zero byte of a C string: it has 4", 2, 4, 9, 4, 13, 4),
            big("a keyword of 5 bytes, which the compiler pads to 8: use char[4]", 2, 4, 12, 4, 16, 4),
            big("a flag and a checksum of 4 bytes each: they have 2", 4, 8, 12, 4, 16, 4),
            big("a flag of 1 byte: it has 2", 1, 3, 7, 4, 11, 4),
            big("a header without the checksum field", 2, 2, 6, 4, 10, 4),
            big("the sid before the keyword: the order is flag, checksum, keyword, sid, length", 2, 8, 4, 4, 12, 4),
            big("the length before the sid", 2, 4, 12, 4, 8, 4));

    /** Text, or a part of another packet, in place of a header. */
    private static final KnownMistakes TEXTS = new KnownMistakes()
            .with("(\\r\\n|\\n)\\x00[\\x00\\x01]..[A-Za-z]{4}", "a line end after the packet before")
            .with("\\x00[\\x00\\x01]..[A-Za-z]{4}[0-9]{8}\\z", "the sid as text: send it as a number of 4 bytes")
            .with("[0-9A-Fa-f]{16}\\z", "hex digits: send the bytes that they stand for")
            .with("(?=\\s*[ -~]{4})[ -~\\s]{4,16}\\z", "text, but a packet begins with a header of 16 bytes");

    /**
     * Mistakes in computing the sum, each with a function. The function returns the bytes that a program with this
     * mistake would sum. The function gets the packet with a zero checksum field, and returns it unchanged if this
     * packet can't show the mistake.
     */
    private static final Map<String, UnaryOperator<byte[]>> SUMMED = new LinkedHashMap<>();

    static {
        SUMMED.put("it was computed over the header alone", packet -> Arrays.copyOf(packet, XorPacket.HEADER_BYTES));
        SUMMED.put(
                "it was computed over the data alone",
                packet -> Arrays.copyOfRange(packet, XorPacket.HEADER_BYTES, packet.length));
        SUMMED.put("it was computed before the length was filled in", packet -> {
            byte[] summed = packet.clone();
            Arrays.fill(summed, XorPacketView.LENGTH_AT, XorPacket.HEADER_BYTES, (byte) 0);
            return summed;
        });
        SUMMED.put(
                "it was computed before the XOR with the keyword: compute it over the bytes that are sent",
                XorMistake::beforeXor);
        SUMMED.put(
                "the last byte of an odd length was left out", packet -> Arrays.copyOf(packet, packet.length / 2 * 2));
        SUMMED.put("the last byte of an odd length was summed after a zero byte: the zero byte follows it", packet -> {
            byte[] summed = Arrays.copyOf(packet, (packet.length + 1) / 2 * 2);
            if (packet.length % 2 == 1) {
                summed[packet.length] = summed[packet.length - 1];
                summed[packet.length - 1] = 0;
            }
            return summed;
        });
        SUMMED.put("the last byte of an odd length was summed twice", packet -> {
            byte[] summed = Arrays.copyOf(packet, packet.length + packet.length % 2 * 2);
            summed[summed.length - 1] = packet[packet.length - 1];
            return summed;
        });
    }

    private XorMistake() {}

    private static Layout big(String cause, int flag, int keywordAt, int sidAt, int sid, int lengthAt, int length) {
        return new Layout(cause, ByteOrder.BIG_ENDIAN, flag, keywordAt, sidAt, sid, lengthAt, length);
    }

    private static Layout little(String cause, int flag, int keywordAt, int sidAt, int sid, int lengthAt, int length) {
        return new Layout(cause, ByteOrder.LITTLE_ENDIAN, flag, keywordAt, sidAt, sid, lengthAt, length);
    }

    /**
     * Returns the likely mistake in a wrong header, or {@code null} if it is not a known one.
     *
     * @param in the bytes from the header on, at least 16
     */
    static @Nullable String ofHeader(ByteBuffer in) {
        byte[] bytes = beginning(in, 2 * XorPacket.HEADER_BYTES);
        for (Layout layout : LAYOUTS) {
            if (layout.fits(bytes)) {
                return layout.cause();
            }
        }
        String foreign = ForeignInput.cause(in);
        return foreign == null ? TEXTS.cause(in.slice(in.position(), XorPacket.HEADER_BYTES)) : foreign;
    }

    /**
     * Returns the likely mistake in the computation of a checksum that matches no form, or {@code null} if it is not a
     * known one.
     *
     * @param in the bytes from the packet on
     * @param length the length of the packet
     */
    static @Nullable String ofChecksum(ByteBuffer in, int length) {
        byte[] received = beginning(in, XorPacket.MAX_BYTES + XorPacket.HEADER_BYTES);
        int field = takeField(received);
        byte[] packet = Arrays.copyOf(received, length);
        if (field == 0) {
            return "it was not computed, or over a packet whose checksum field was not zero";
        }
        int longer = length + XorPacket.HEADER_BYTES;
        if (received.length >= longer && isChecksum(field, Arrays.copyOf(received, longer))) {
            return "the length leaves out the " + XorPacket.HEADER_BYTES + " bytes of the header";
        }
        if (received.length > length && isChecksum(field, received)) {
            return "the length is too small by " + (received.length - length) + ": the checksum is that of the "
                    + received.length + " bytes that came";
        }
        for (Map.Entry<String, UnaryOperator<byte[]>> mistake : SUMMED.entrySet()) {
            if (isChecksum(field, mistake.getValue().apply(packet))) {
                return mistake.getKey();
            }
        }
        if (isChecksum(~field & SHORT_MASK, packet)) {
            return "the sum was not inverted";
        }
        if (isSumWithOldChecksum(field, packet)) {
            return "the field still held the checksum of the received packet: set it to zero first";
        }
        int bytes = 0;
        for (byte b : packet) {
            bytes += b & 0xff;
        }
        if (field == (bytes & SHORT_MASK) || field == (~bytes & SHORT_MASK)) {
            return "the bytes were summed, and not words of two bytes";
        }
        return foldedTooLittle(field, packet);
    }

    /**
     * Returns the likely mistake in an incomplete packet, or {@code null}. If the checksum matches the received bytes,
     * the length field is wrong.
     */
    static @Nullable String ofIncomplete(ByteBuffer in) {
        byte[] received = beginning(in, XorPacket.MAX_BYTES);
        if (received.length < XorPacket.HEADER_BYTES) {
            String foreign = ForeignInput.cause(in);
            return foreign == null ? TEXTS.cause(in) : foreign;
        }
        int length = in.getInt(XorPacketView.LENGTH_AT);
        return isChecksum(takeField(received), received)
                ? "the length is too large by " + (length - received.length) + ": the checksum is that of the "
                        + received.length + " bytes that came"
                : null;
    }

    /** Returns the packet as it was before its data were encrypted or decrypted. */
    private static byte[] beforeXor(byte[] packet) {
        byte[] before = packet.clone();
        XorCipher key = XorCipher.of(keyword(packet));
        key.applyInPlace(before, XorPacket.HEADER_BYTES, before.length - XorPacket.HEADER_BYTES, 0);
        return before;
    }

    /**
     * Returns whether the checksum was computed with an old value in its field: the checksum of the received packet,
     * whose data were still encrypted. Answers often reuse the received header.
     */
    private static boolean isSumWithOldChecksum(int field, byte[] packet) {
        short old = (short) InternetChecksum.of(beforeXor(packet));
        byte[] summed = packet.clone();
        ByteBuffer.wrap(summed).putShort(XorPacketView.CHECKSUM_AT, old);
        boolean isOfRfc = isChecksum(field, summed);
        ByteBuffer.wrap(summed).putShort(XorPacketView.CHECKSUM_AT, Short.reverseBytes(old));
        return isOfRfc || isChecksum(field, summed);
    }

    private static @Nullable String foldedTooLittle(int field, byte[] packet) {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(packet, (packet.length + 1) / 2 * 2))
                    .order(order);
            int sum = 0;
            while (words.hasRemaining()) {
                sum += words.getShort() & SHORT_MASK;
            }
            // If there was only one carry, the cause is uncertain: a checksum computed while the flag was still 0 is
            // the same.
            if (sum >>> Short.SIZE > 1 && field == (~sum & SHORT_MASK)) {
                return "the carries were not added to the sum";
            }
            if (field == (~((sum & SHORT_MASK) + (sum >>> Short.SIZE)) & SHORT_MASK)) {
                return "the carries were added only once, although that sum carries again";
            }
        }
        return null;
    }

    /** Returns the checksum field of a packet, and sets it to zero. */
    private static int takeField(byte[] packet) {
        int field = ByteBuffer.wrap(packet).getShort(XorPacketView.CHECKSUM_AT) & SHORT_MASK;
        ByteBuffer.wrap(packet).putShort(XorPacketView.CHECKSUM_AT, (short) 0);
        return field;
    }

    private static boolean isChecksum(int field, byte[] summed) {
        int checksum = InternetChecksum.of(summed);
        return field == checksum || field == (Short.reverseBytes((short) checksum) & SHORT_MASK);
    }

    private static boolean isStudentId(long sid) {
        return sid >= MIN_STUDENT_ID && sid <= MAX_STUDENT_ID;
    }

    private static boolean isKeyword(byte[] in, int at) {
        return XorPacket.isKeyword(new String(in, at, XorPacket.KEYWORD_LETTERS, StandardCharsets.ISO_8859_1));
    }

    private static String keyword(byte[] packet) {
        return new String(packet, XorPacketView.KEYWORD_AT, XorPacket.KEYWORD_LETTERS, StandardCharsets.US_ASCII);
    }

    private static byte[] beginning(ByteBuffer in, int most) {
        byte[] bytes = new byte[Math.min(most, in.remaining())];
        in.get(in.position(), bytes);
        return bytes;
    }
}
