// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.util.HexFormat;
import java.util.List;

/** Tests the decoder and encoder of commands. */
class CrdsCommandContractTest extends CodecContract<CrdsCommand> {
    private static final MakeRoom MAKE = new MakeRoom(new Room("room1", "239.0.0.10", 5000));
    private static final String MAKE_HEX = "0205726f6f6d310a3233392e302e302e31300435303030";

    @Override
    protected Protocol<CrdsCommand, ?> protocol() {
        return CrdsProtocol.server();
    }

    @Override
    protected Encoder<CrdsCommand> encoder() {
        return CrdsCommand::writeTo;
    }

    @Override
    protected List<DecoderSample<CrdsCommand>> samples() {
        String longest = "ff" + "61".repeat(255);
        MakeRoom refused = new MakeRoom("a".repeat(255), "a".repeat(255), "a".repeat(255));
        return List.of(
                DecoderSample.accepted(bytes("01"), new GetDirectory()),
                DecoderSample.accepted(bytes(MAKE_HEX), MAKE),
                DecoderSample.accepted(
                        bytes("01" + MAKE_HEX + "0305726f6f6d31" + "0405726f6f6d31" + "01"),
                        new GetDirectory(),
                        MAKE,
                        new DeleteRoom("room1"),
                        new FindRoom("room1"),
                        new GetDirectory()),
                DecoderSample.accepted(bytes("02" + longest.repeat(3) + "01"), refused, new GetDirectory()),
                DecoderSample.accepted(bytes("02000000" + MAKE_HEX), new MakeRoom("", "", ""), MAKE),
                DecoderSample.accepted(
                        bytes("0302c3c3" + "0403e282ac"), new DeleteRoom("\udcc3\udcc3"), new FindRoom("€")),
                DecoderSample.<CrdsCommand>refused(bytes("0100"), Reason.MALFORMED, new GetDirectory())
                        .at(0),
                DecoderSample.<CrdsCommand>refused(bytes("0d0a"), Reason.MALFORMED)
                        .at(0),
                DecoderSample.<CrdsCommand>refused(bytes(MAKE_HEX + "0205726f6f"), Reason.TRUNCATED, MAKE)
                        .at(5));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
