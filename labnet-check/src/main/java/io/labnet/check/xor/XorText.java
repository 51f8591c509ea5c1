// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.xor;

import io.labnet.check.script.Mismatch;
import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorCipher;
import io.labnet.xorproto.XorFrame;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorProtocol;
import io.labnet.xorproto.XorRule;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The packets of a text or an answer, in order. */
record XorText(List<XorPacket> packets) {
    private static final int CHECKSUM_AT = 2;

    /** Takes the next packet, whose checksum may have any form; {@code null} if it is not complete. */
    static @Nullable XorFrame next(ByteBuffer in, String expected) throws Mismatch {
        int start = in.position();
        try {
            return XorProtocol.client().decoders().get().decode(in, Boundary.MORE);
        } catch (ProtocolException e) {
            byte[] came = rest(in.duplicate().position(start));
            String problem = String.valueOf(e.getMessage());
            int offset = Math.min(e.offset(), came.length);
            Mismatch mismatch = new Mismatch(expected, problem, came, offset, e.likelyCause());
            throw e.rule() == null ? mismatch : mismatch.breaking(e.rule().number());
        }
    }

    /** Names the broken rule if nothing more comes: a packet is incomplete, or else the rule that is given. */
    static Mismatch late(Mismatch late, XorRule rule) {
        ByteBuffer came = ByteBuffer.wrap(late.bytes());
        try {
            XorFrame frame = next(came, late.expected());
            while (frame != null) {
                frame = next(came, late.expected());
            }
        } catch (Mismatch wrong) {
            return wrong;
        }
        // Of a long text, only the beginning is known here.
        boolean part = came.hasRemaining() && late.bytes().length < 2 * XorPacket.MAX_BYTES;
        return late.breaking((part ? XorRule.WHOLE_PACKET : rule).number());
    }

    /** Returns the bytes that have come, as far as a report shows them. */
    static byte[] rest(ByteBuffer in) {
        byte[] bytes = new byte[Math.min(in.remaining(), XorPacket.MAX_BYTES)];
        in.get(in.position(), bytes);
        return bytes;
    }

    /** Returns a mismatch about a rule. */
    static Mismatch broken(XorRule rule, String expected, String came, ByteBuffer in) {
        return new Mismatch(expected, came, rest(in), 0, null).breaking(rule.number());
    }

    /** Cuts data into packets of the same size, each encrypted with the key unless that is {@code null}. */
    static XorText cut(byte[] data, int size, String keyword, long sid, @Nullable String key) {
        List<XorPacket> packets = new ArrayList<>();
        int start = 0;
        do {
            int end = Math.min(start + size, data.length);
            byte[] part = Arrays.copyOfRange(data, start, end);
            byte[] sent = key == null ? part : XorCipher.of(key).apply(part);
            packets.add(new XorPacket(end == data.length, keyword, sid, sent));
            start = end;
        } while (start < data.length);
        return new XorText(packets);
    }

    /** Returns the packets with other data. */
    XorText with(UnaryOperator<XorPacket> change) {
        return new XorText(packets.stream().map(change).toList());
    }

    /** Returns the answer to this text, cut as the text is. */
    XorText answer(long sid) {
        return with(packet -> new XorPacket(
                packet.last(),
                packet.keyword(),
                sid,
                XorCipher.of(packet.keyword()).apply(packet.data())));
    }

    /** Returns this text, decrypted with a key. */
    XorText decrypted(String key) {
        return with(packet -> new XorPacket(
                packet.last(), packet.keyword(), packet.sid(), XorCipher.of(key).apply(packet.data())));
    }

    /** Returns the data of all packets. */
    byte[] data() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        packets.forEach(packet -> data.writeBytes(packet.data().toByteArray()));
        return data.toByteArray();
    }

    /** Returns the bytes of all packets. */
    byte[] encode(ChecksumForm form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        packets.forEach(packet -> bytes.writeBytes(packet.encode(form)));
        return bytes.toByteArray();
    }

    /** Returns a packet, possibly a wrong one, with the right checksum of its bytes. */
    static byte[] packet(int flag, String keyword, long sid, long length, byte[] data, ChecksumForm form) {
        ByteBuffer packet = ByteBuffer.allocate(XorPacket.HEADER_BYTES + data.length);
        packet.putShort((short) flag).putShort((short) 0).put(keyword.getBytes(StandardCharsets.ISO_8859_1));
        packet.putInt((int) sid).putInt((int) length).put(data).flip();
        packet.putShort(CHECKSUM_AT, (short) form.of(packet, 0, packet.limit()));
        return packet.array();
    }

    /** Returns which part of the bytes is letters or spaces, from 0 to 1. */
    double letters() {
        String text = new String(data(), StandardCharsets.UTF_8);
        long letters =
                text.chars().filter(c -> Character.isLetter(c) || c == ' ').count();
        return text.isEmpty() ? 0 : (double) letters / text.length();
    }
}
