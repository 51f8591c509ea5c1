// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The other end of a conversation, and its engine: sends packets, takes what comes when it is told to, runs slow work. */
public final class HexWire {
    private static final int HIGH_WATER_MARK = 64 * 1024;

    private final ByteSession session;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int mostUnsent;

    public HexWire(ByteSession session) {
        this.session = session;
        session.open(HIGH_WATER_MARK);
    }

    public ByteSession session() {
        return session;
    }

    public Closing closing() {
        return session.closing();
    }

    public HexWire send(ChecksumForm form, XorPacket... packets) {
        for (XorPacket packet : packets) {
            arrive(packet.encode(form), Boundary.MORE);
        }
        return this;
    }

    public HexWire arrive(byte[] bytes, Boundary boundary) {
        session.receive(ByteBuffer.wrap(bytes), boundary);
        return this;
    }

    public HexWire end() {
        return arrive(new byte[0], Boundary.END);
    }

    /** Takes at most so many bytes of what was said, in one go. */
    public HexWire take(int most) {
        ByteBuffer unsent = session.unsent();
        mostUnsent = Math.max(mostUnsent, unsent.remaining());
        byte[] bytes = new byte[Math.min(most, unsent.remaining())];
        unsent.get(bytes);
        taken.writeBytes(bytes);
        session.sent(bytes.length);
        return this;
    }

    /** Takes everything that is said until there is no more, slow work done on the way. */
    public HexWire takeAll() {
        do {
            while (session.unsent().hasRemaining()) {
                take(Integer.MAX_VALUE);
            }
        } while (work());
        return this;
    }

    /** Does the slow work that there is. Answers whether there was any. */
    public boolean work() {
        Runnable work = session.takeWork();
        if (work == null) {
            return false;
        }
        work.run();
        session.workDone();
        return true;
    }

    /** How many bytes were ever waiting to be taken. */
    public int mostUnsent() {
        return mostUnsent;
    }

    public byte[] takenBytes() {
        return taken.toByteArray();
    }

    /** The whole packets of what was taken. They are of one form. */
    public List<XorPacket> packets(ChecksumForm form) {
        ByteBuffer in = ByteBuffer.wrap(takenBytes());
        List<XorPacket> packets = new ArrayList<>();
        XorPacket packet = in.hasRemaining() ? XorPacketCodec.of(form).decode(in, Boundary.MORE) : null;
        while (packet != null) {
            packets.add(packet);
            packet = in.hasRemaining() ? XorPacketCodec.of(form).decode(in, Boundary.MORE) : null;
        }
        return packets;
    }

    /** What was said last of all. */
    public XorResult result(ChecksumForm form) {
        List<XorPacket> packets = packets(form);
        return XorResult.of(Objects.requireNonNull(packets.get(packets.size() - 1)));
    }
}
