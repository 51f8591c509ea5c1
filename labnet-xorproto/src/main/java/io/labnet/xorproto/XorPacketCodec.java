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
 * A codec for packets whose checksum has one form. It refuses every other form, so that it detects any single flipped
 * bit. Stateless: one codec serves any number of conversations and threads.
 */
public final class XorPacketCodec implements Decoder<XorPacket>, Encoder<XorPacket> {
    private final ChecksumForm form;

    private XorPacketCodec(ChecksumForm form) {
        this.form = form;
    }

    /**
     * {@return a codec for one form}
     *
     * @param form the form of the checksums
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
     * Reads the bytes of one packet from a buffer, without checking its checksum.
     *
     * @return a view of a new array, {@code null} if the packet is incomplete
     * @throws ProtocolException if no packet begins there, or the input ends before the packet does
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

    /**
     * Refuses an incomplete packet. Names its length field if known, since a wrong length is the most common fault.
     */
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

    /** Creates a packet from the view that {@link #take} has returned. */
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
