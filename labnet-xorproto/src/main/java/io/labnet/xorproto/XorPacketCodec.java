// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and encodes packets whose checksum has one form. Another form is refused, so that any single bit that flips on
 * the way is noticed. It holds no state: one codec serves any number of conversations and threads.
 */
public final class XorPacketCodec implements Decoder<XorPacket>, Encoder<XorPacket> {
    private final ChecksumForm form;

    private XorPacketCodec(ChecksumForm form) {
        this.form = form;
    }

    /**
     * {@return a codec of one form}
     *
     * @param form how the checksums are formed
     */
    public static XorPacketCodec of(ChecksumForm form) {
        return new XorPacketCodec(Objects.requireNonNull(form, "form"));
    }

    @Override
    public @Nullable XorPacket decode(ByteBuffer in, Boundary boundary) {
        XorPacketView view = take(in, boundary);
        return view == null ? null : packet(view.verify(form));
    }

    @Override
    public void encode(XorPacket packet, ByteSink out) {
        out.put(bytes(packet, form));
    }

    /**
     * Takes the bytes of one packet out of a buffer, its checksum unchecked.
     *
     * @return a view of an array that nobody else has, {@code null} if the packet is not complete
     * @throws ProtocolException if no packet begins there, or it ends before its length says
     */
    static @Nullable XorPacketView take(ByteBuffer in, Boundary boundary) {
        XorPacketView view = new XorPacketView();
        if (!view.moveTo(in)) {
            if (boundary == Boundary.FRAME || boundary == Boundary.END) {
                refusePart(in);
            }
            return null;
        }
        view.copy();
        in.position(in.position() + view.length());
        return view;
    }

    /** A length that was counted wrongly is the commonest fault: one that is known is told. */
    private static void refusePart(ByteBuffer in) {
        int there = in.remaining();
        if (there >= XorPacket.HEADER_BYTES) {
            throw new ProtocolException(
                    ProtocolException.Reason.TRUNCATED,
                    there,
                    "the length is " + XorPacketView.lengthField(in) + ", but the packet ends after " + there
                            + " bytes");
        }
    }

    /** Makes a packet of what {@link #take} has taken. */
    static XorPacket packet(XorPacketView taken) {
        return new XorPacket(taken.last(), taken.keyword(), taken.sid(), taken.ownData());
    }

    static byte[] bytes(XorPacket packet, ChecksumForm form) {
        byte[] bytes = new byte[packet.length()];
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.putShort((short) (packet.last() ? 1 : 0)).putShort((short) 0);
        header.put(packet.keyword().getBytes(StandardCharsets.US_ASCII));
        header.putInt((int) packet.sid()).putInt(bytes.length);
        packet.data().copyTo(bytes, XorPacket.HEADER_BYTES);
        header.putShort(XorPacketView.CHECKSUM_AT, (short) form.of(header, 0, bytes.length));
        return bytes;
    }
}
