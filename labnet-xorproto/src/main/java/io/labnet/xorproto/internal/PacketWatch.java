// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.xorproto.XorFrame;
import io.labnet.xorproto.XorFrameDecoder;
import io.labnet.xorproto.XorPacket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decodes packets as another decoder does, and tells what has come of one that is not complete. */
public final class PacketWatch implements Decoder<XorFrame> {
    /** The length field is the last of the header. */
    private static final int LENGTH_AT = XorPacket.HEADER_BYTES - Integer.BYTES;

    private final XorFrameDecoder decoder;
    private int held;
    private int length;

    public PacketWatch(XorFrameDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public @Nullable XorFrame decode(ByteBuffer in, Boundary boundary) {
        XorFrame frame = decoder.decode(in, boundary);
        held = frame == null ? in.remaining() : 0;
        length = held >= XorPacket.HEADER_BYTES ? in.getInt(in.position() + LENGTH_AT) : 0;
        return frame;
    }

    /** Whether a packet has begun and is not complete. */
    public boolean inside() {
        return held > 0;
    }

    /** How much there is of the packet that is not complete. */
    public String part() {
        return length > 0
                ? held + " of the " + length + " bytes that its length field says"
                : held + " bytes of its header of " + XorPacket.HEADER_BYTES;
    }
}
