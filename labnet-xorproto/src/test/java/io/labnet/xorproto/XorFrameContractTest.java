// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.Chunks;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.util.List;

/** Packets of a peer whose first packet determines the form, split anywhere. */
class XorFrameContractTest extends CodecContract<XorFrame> {
    private static final XorPacket ODD_ONE = new XorPacket(true, "sbmt", 20192996);
    private static final XorPacket TEXT = new XorPacket(false, "tree", 20192997, XorData.of("hello, KAIST"));

    @Override
    protected Protocol<XorFrame, ?> protocol() {
        return XorProtocol.server();
    }

    @Override
    protected Encoder<XorFrame> encoder() {
        return (frame, out) -> out.put(frame.packet().encode(frame.form()));
    }

    @Override
    protected List<DecoderSample<XorFrame>> samples() {
        XorFrame once = new XorFrame(ODD_ONE, ChecksumForm.BYTE_SWAPPED_ONE_FOLD);
        XorFrame swapped = new XorFrame(TEXT, ChecksumForm.BYTE_SWAPPED);
        XorFrame rfc = new XorFrame(TEXT, ChecksumForm.RFC_1071);
        return List.of(
                DecoderSample.accepted(bytes(once, swapped), once, swapped),
                DecoderSample.accepted(bytes(rfc, rfc, rfc), rfc, rfc, rfc),
                DecoderSample.refused(bytes(once, rfc), Reason.CHECKSUM, once).at(2),
                DecoderSample.refused(bytes(rfc, swapped), Reason.CHECKSUM, rfc).at(2));
    }

    private static byte[] bytes(XorFrame... frames) {
        return Chunks.join(List.of(frames).stream()
                .map(frame -> frame.packet().encode(frame.form()))
                .toList());
    }
}
