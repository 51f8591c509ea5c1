// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;

/**
 * Creates the exceptions for refused packets, with rule and likely cause. The buffers that the methods get are
 * big-endian, and begin with the packet.
 */
final class XorRefusal {
    private static final int LITTLE_ENDIAN_ONE = 0x0100;
    private static final long INT_MASK = 0xffff_ffffL;
    private static final int SHOWN_BYTES = 8;

    /** A length above this limit is hardly ever intended. */
    private static final int MAX_LONG_TEXT = 1_000_000;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private XorRefusal() {}

    /** Refuses a flag that is neither 0 nor 1. */
    static ProtocolException flag(ByteBuffer in) {
        int flag = in.getShort(0) & 0xffff;
        String problem = "the flag is " + flag + at(in, 0, Short.BYTES) + ", neither 0 nor 1";
        if (flag == LITTLE_ENDIAN_ONE && XorPacket.isKeyword(keyword(in))) {
            problem += "; in the other byte order it is 1: use struct '!'";
        } else if (isVisible(in, Integer.BYTES)) {
            problem += ": it begins " + EscapedText.ofBytes(in, SHOWN_BYTES);
        }
        return refusal(XorRule.FLAG, Reason.MALFORMED, 0, problem, in);
    }

    /** Refuses a keyword that contains a byte other than a letter. */
    static ProtocolException keyword(ByteBuffer in, int wrongByteAt) {
        String problem = "the keyword is \"" + EscapedText.ofBytes(bytes(in, XorPacketView.KEYWORD_AT, Integer.BYTES))
                + "\"" + at(in, XorPacketView.KEYWORD_AT, Integer.BYTES) + ", not 4 ASCII letters";
        return refusal(XorRule.KEYWORD, Reason.MALFORMED, wrongByteAt, problem, in);
    }

    /** Refuses a length that is too small or too large. */
    static ProtocolException length(ByteBuffer in) {
        int length = in.getInt(XorPacketView.LENGTH_AT);
        String range = ", not within " + XorPacket.HEADER_BYTES + " to " + XorPacket.MAX_BYTES;
        if (length >= 0 && length < XorPacket.HEADER_BYTES) {
            return refusal(
                    XorRule.LENGTH,
                    Reason.MALFORMED,
                    XorPacketView.LENGTH_AT,
                    "the length is " + length + range + ": it includes the " + XorPacket.HEADER_BYTES
                            + " bytes of the header",
                    in);
        }
        int reversed = Integer.reverseBytes(length);
        String hint = "";
        if (reversed >= 0 && reversed <= XorPacket.MAX_BYTES) {
            hint = "; in the other byte order it is " + reversed + ": use struct '!'";
        } else if (length < 0) {
            hint = "; read as signed it is " + length;
        } else if (length < MAX_LONG_TEXT) {
            hint = "; send more than " + XorPacket.MAX_DATA_BYTES + " bytes of data in several packets";
        }
        return refusal(
                XorRule.LENGTH,
                Reason.TOO_LARGE,
                XorPacketView.LENGTH_AT,
                "the length is " + (length & INT_MASK) + at(in, XorPacketView.LENGTH_AT, Integer.BYTES) + range + hint,
                in);
    }

    /**
     * Refuses a wrong checksum.
     *
     * @param in the packet, and the bytes after it
     * @param expectation the expected values
     * @param accepted the forms that are accepted
     * @param broken the rule to name if the checksum matches a form that is not accepted
     */
    static ProtocolException checksum(
            ByteBuffer in, int length, String expectation, Collection<ChecksumForm> accepted, XorRule broken) {
        int found = in.getShort(XorPacketView.CHECKSUM_AT) & 0xffff;
        String problem = "the checksum is " + XorPacketView.hex(found) + ", but " + expectation + " was expected";
        for (ChecksumForm form : ChecksumForm.values()) {
            if (!accepted.contains(form) && form.of(in, 0, length) == found) {
                return new ProtocolException(broken, Reason.CHECKSUM, XorPacketView.CHECKSUM_AT, problem)
                        .withLikelyCause("another form of checksum: " + form);
            }
        }
        String cause = XorMistake.ofChecksum(in, length);
        if (cause == null && length % 2 == 1) {
            problem += "; the packet has an odd length: its last byte is summed with a zero byte after it";
        }
        return new ProtocolException(XorRule.CHECKSUM, Reason.CHECKSUM, XorPacketView.CHECKSUM_AT, problem)
                .withLikelyCause(cause);
    }

    /** Refuses an incomplete packet, whose header is either incomplete or valid. */
    static ProtocolException incomplete(ByteBuffer in, String event) {
        int came = in.remaining();
        String problem = came < XorPacket.HEADER_BYTES
                ? event + " inside a header: " + EscapedText.textOrHex(bytes(in, 0, came)) + "; it has "
                        + XorPacket.HEADER_BYTES + " bytes, " + came + " came"
                : event + " inside a packet: the length is " + in.getInt(XorPacketView.LENGTH_AT) + ", but " + came
                        + " bytes came";
        return new ProtocolException(XorRule.WHOLE_PACKET, Reason.TRUNCATED, came, problem)
                .withLikelyCause(XorMistake.ofIncomplete(in));
    }

    private static ProtocolException refusal(XorRule rule, Reason reason, int offset, String problem, ByteBuffer in) {
        return new ProtocolException(rule, reason, offset, problem).withLikelyCause(XorMistake.ofHeader(in));
    }

    private static String at(ByteBuffer in, int offset, int count) {
        return " (bytes " + HEX.formatHex(bytes(in, offset, count)) + " at offset " + offset + ")";
    }

    private static String keyword(ByteBuffer in) {
        return new String(bytes(in, XorPacketView.KEYWORD_AT, Integer.BYTES), StandardCharsets.ISO_8859_1);
    }

    private static boolean isVisible(ByteBuffer in, int count) {
        for (byte b : bytes(in, 0, count)) {
            if (b < ' ' || b > '~') {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(ByteBuffer in, int offset, int count) {
        byte[] bytes = new byte[count];
        in.get(offset, bytes);
        return bytes;
    }
}
