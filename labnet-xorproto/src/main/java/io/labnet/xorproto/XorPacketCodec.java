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
 * A codec for packets whose checksum has one form. A flipped bit can make a checksum match another form. The codec
 * refuses all other forms, so it detects any single flipped bit. Stateless: one codec serves any number of
 * conversations and threads.
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
        XorPacketView view = take(in);
        return view == null ? null : packet(view.verify(form));
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        return XorRefusal.incomplete(rest.slice(), event);
    }

    @Override
    public void encode(XorPacket packet, ByteSink out) {
        out.put(bytes(packet, form));
    }

    /**
     * Reads the bytes of one packet from a buffer, without checking its checksum.
     *
     * @return a view of a new array, {@code null} if the packet is incomplete
     * @throws ProtocolException if no packet begins at the buffer's position
     */
    static @Nullable XorPacketView take(ByteBuffer in) {
        XorPacketView view = new XorPacketView();
        if (!view.moveTo(in)) {
            return null;
        }
        view.copy();
        in.position(in.position() + view.length());
        return view;
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
