// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.Chunks;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Tests the decoder and encoder of listings. */
class RoomListingContractTest extends CodecContract<CrdsReply> {
    private static final RoomListing EMPTY = new RoomListing(List.of());
    private static final RoomListing TWO =
            new RoomListing(List.of(new Room("room1", "239.0.0.10", 5000), new Room("r2", "239.0.0.11", 5001)));
    private static final RoomListing FOREIGN = new RoomListing(List.of(
            new Room("日本語", "239.0.0.10", 5000), new Room("é", "239.0.0.11", 5001), new Room("a", "239.0.0.12", 5)));
    private static final RoomListing FOREIGN_FIRST = new RoomListing(List.of(new Room("日本語", "239.0.0.10", 5000)));
    private static final RoomListing OTHERS =
            new RoomListing(List.of(new Room("a: b", "239.0.0.10", 5000)), List.of("", "no room", "x: 224.0.0.1:1"));

    @Override
    protected Protocol<CrdsReply, ?> protocol() {
        return CrdsProtocol.listingClient();
    }

    @Override
    protected Encoder<CrdsReply> encoder() {
        return CrdsReply::writeTo;
    }

    /** The decoder accepts a length in characters, a missing line feed, and rooms after other lines. */
    @Override
    protected boolean isCanonical() {
        return false;
    }

    /** With non-ASCII names, a listing without a last line feed ends at a pause or the end. */
    @Override
    protected boolean messagesEndThemselves() {
        return false;
    }

    @Override
    protected List<DecoderSample<CrdsReply>> samples() {
        byte[] foreign = FOREIGN.encode();
        byte[] inCharacters = foreign.clone();
        ByteBuffer.wrap(inCharacters).putLong(0, foreign.length - Long.BYTES - 7);
        byte[] inBytes = FOREIGN_FIRST.encode();
        ByteBuffer.wrap(inBytes).putLong(0, inBytes.length - Long.BYTES - 1);
        return List.of(
                DecoderSample.accepted(bytes(""), EMPTY),
                DecoderSample.accepted(TWO.encode(), TWO),
                DecoderSample.accepted(foreign, FOREIGN),
                DecoderSample.accepted(inCharacters, FOREIGN),
                DecoderSample.accepted(join(inCharacters, foreign, bytes("")), FOREIGN, FOREIGN, EMPTY),
                DecoderSample.accepted(bytes("a: b: 239.0.0.10:5000\n\nno room\nx: 224.0.0.1:1\n"), OTHERS),
                DecoderSample.accepted(bytes("room1: 239.0.0.10:5000\nr2: 239.0.0.11:5001"), TWO),
                DecoderSample.accepted(Arrays.copyOf(inBytes, inBytes.length - 1), FOREIGN_FIRST),
                DecoderSample.<CrdsReply>refused(HexFormat.of().parseHex("ffffffffffffffff"), Reason.TOO_LARGE)
                        .at(0),
                DecoderSample.<CrdsReply>refused("[]".getBytes(StandardCharsets.UTF_8), Reason.TOO_LARGE)
                        .at(0),
                DecoderSample.<CrdsReply>refused(HexFormat.of().parseHex("00000000000000050a"), Reason.TRUNCATED)
                        .at(9));
    }

    private static byte[] bytes(String lines) {
        byte[] text = lines.getBytes(StandardCharsets.UTF_8);
        byte[] head = {0, 0, 0, 0, 0, 0, 0, (byte) text.length};
        return join(head, text);
    }

    private static byte[] join(byte[]... parts) {
        return Chunks.join(List.of(parts));
    }
}
