// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.CrdsCommand.MakeRoom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Messages that are decoded and encoded without a conversation. */
class CrdsMessageTest {
    private static final Room ROOM = new Room("room1", "239.0.0.10", 5000);

    @Test
    void command_roundTrips() {
        byte[] bytes = HexFormat.of().parseHex("0205" + hex("room1") + "0a" + hex("239.0.0.10") + "04" + hex("5000"));

        assertThat(new MakeRoom(ROOM).encode()).isEqualTo(bytes);
        assertThat(CrdsCommand.decode(bytes)).isEqualTo(new MakeRoom(ROOM));
        assertThat(CrdsCommand.decode(new GetDirectory().encode())).isEqualTo(new GetDirectory());
        assertRefusals(CrdsCommand::decode, bytes);
    }

    @Test
    void listing_roundTrips() {
        RoomListing listing = new RoomListing(List.of(ROOM));
        byte[] bytes = HexFormat.of().parseHex("0000000000000017" + hex("room1: 239.0.0.10:5000\n"));

        assertThat(listing.encode()).isEqualTo(bytes);
        assertThat(RoomListing.decode(bytes)).isEqualTo(listing);
        assertRefusals(RoomListing::decode, bytes);
    }

    @Test
    void listing_rejectsLengthBeyondTheLimit() {
        byte[] head = new CrdsReply.ListingHead(CrdsProtocol.MAX_LISTING_BYTES + 1L).encode();

        assertRefusal(Reason.TOO_LARGE, RoomListing::decode, head);
    }

    @Test
    void findReply_roundTrips() {
        FindReply found = new FindReply(ROOM.address());
        byte[] bytes = HexFormat.of().parseHex("0a" + hex("239.0.0.10") + "04" + hex("5000"));

        assertThat(found.encode()).isEqualTo(bytes);
        assertThat(FindReply.decode(bytes)).isEqualTo(found);
        assertRefusals(FindReply::decode, bytes);
    }

    @Test
    void findReply_ofNoRoom_isOneOrEightZeros() {
        assertThat(new FindReply(null).encode()).containsExactly(0);
        for (int zeros : new int[] {1, 8}) {
            assertThat(FindReply.decode(new byte[zeros])).isEqualTo(new FindReply(null));
        }
        assertRefusal(Reason.TRAILING, FindReply::decode, new byte[9]);
    }

    /** One byte too few, and one too many. */
    private static void assertRefusals(Function<byte[], ?> decode, byte[] message) {
        assertRefusal(Reason.TRUNCATED, decode, Arrays.copyOf(message, message.length - 1));
        assertRefusal(Reason.TRAILING, decode, Arrays.copyOf(message, message.length + 1));
    }

    private static void assertRefusal(Reason reason, Function<byte[], ?> decode, byte[] bytes) {
        assertThatThrownBy(() -> decode.apply(bytes))
                .isInstanceOfSatisfying(ProtocolException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(reason));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
