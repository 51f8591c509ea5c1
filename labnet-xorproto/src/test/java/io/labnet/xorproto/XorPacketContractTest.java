// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.Chunks;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.nio.ByteBuffer;
import java.util.List;

/** Packets of one form, split anywhere. */
class XorPacketContractTest extends CodecContract<XorPacket> {
    private static final ChecksumForm FORM = ChecksumForm.RFC_1071;
    private static final XorPacket REQUEST = new XorPacket(true, "sbmt", 20201234);
    private static final XorPacket TEXT = new XorPacket(false, "Tree", XorPacket.MAX_SID, XorData.of("hello, KAIST!"));

    @Override
    protected Protocol<XorPacket, XorPacket> protocol() {
        XorPacketCodec codec = XorPacketCodec.of(FORM);
        return new Protocol<>("xor", () -> codec, codec, XorPacket.MAX_BYTES);
    }

    @Override
    protected Encoder<XorPacket> encoder() {
        return XorPacketCodec.of(FORM);
    }

    @Override
    protected List<DecoderSample<XorPacket>> samples() {
        byte[] request = REQUEST.encode(FORM);
        byte[] text = TEXT.encode(FORM);
        byte[] full = new XorPacket(true, "full", 0, new byte[XorPacket.MAX_DATA_BYTES]).encode(FORM);
        return List.of(
                DecoderSample.accepted(request, REQUEST),
                DecoderSample.accepted(
                        Chunks.join(List.of(request, text, text, request)), REQUEST, TEXT, TEXT, REQUEST),
                DecoderSample.accepted(full, XorPacket.decode(full)),
                DecoderSample.accepted(text, TEXT).framed(),
                DecoderSample.refused(Chunks.join(List.of(text, with(text, 0, 2))), Reason.MALFORMED, TEXT)
                        .at(0),
                DecoderSample.<XorPacket>refused(with(text, 2, 0), Reason.CHECKSUM)
                        .at(2),
                DecoderSample.<XorPacket>refused(with(text, 6, 0x6566), Reason.CHECKSUM)
                        .at(2),
                DecoderSample.<XorPacket>refused(with(text, 6, 0x6500), Reason.MALFORMED)
                        .at(7),
                DecoderSample.<XorPacket>refused(with(text, 14, 15), Reason.MALFORMED)
                        .at(12),
                DecoderSample.<XorPacket>refused(with(text, 14, 10_001), Reason.TOO_LARGE)
                        .at(12),
                DecoderSample.<XorPacket>refused(with(text, 12, 0xffff), Reason.TOO_LARGE)
                        .at(12),
                DecoderSample.<XorPacket>refused(with(text, 14, text.length + 1), Reason.TRUNCATED)
                        .at(text.length));
    }

    private static byte[] with(byte[] wire, int at, int word) {
        byte[] changed = wire.clone();
        ByteBuffer.wrap(changed).putShort(at, (short) word);
        return changed;
    }
}
