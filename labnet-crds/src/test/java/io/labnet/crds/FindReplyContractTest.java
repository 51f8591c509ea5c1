// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.util.HexFormat;
import java.util.List;

/** Tests the decoder and encoder of replies about a room. */
class FindReplyContractTest extends CodecContract<CrdsReply> {
    private static final FindReply FOUND = new FindReply(new RoomAddress("239.0.0.10", 5000));
    private static final FindReply NONE = new FindReply(null);
    private static final String FOUND_HEX = "0a3233392e302e302e31300435303030";

    @Override
    protected Protocol<CrdsReply, ?> protocol() {
        return CrdsProtocol.findingClient();
    }

    @Override
    protected Encoder<CrdsReply> encoder() {
        return CrdsReply::writeTo;
    }

    /** The decoder accepts eight zero bytes, and a port with leading zeros. */
    @Override
    protected boolean isCanonical() {
        return false;
    }

    @Override
    protected List<DecoderSample<CrdsReply>> samples() {
        return List.of(
                DecoderSample.accepted(bytes(FOUND_HEX), FOUND),
                DecoderSample.accepted(bytes("00"), NONE),
                DecoderSample.accepted(bytes("0000000000000000"), NONE),
                DecoderSample.accepted(bytes("0000000000000000" + FOUND_HEX), NONE, FOUND),
                DecoderSample.<CrdsReply>refused(bytes("00" + "093232342e302e302e310131"), Reason.MALFORMED, NONE)
                        .at(1),
                DecoderSample.<CrdsReply>refused(bytes("093233392e302e302e310130"), Reason.MALFORMED)
                        .at(11),
                DecoderSample.<CrdsReply>refused(bytes("0a3233"), Reason.TRUNCATED)
                        .at(3));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
