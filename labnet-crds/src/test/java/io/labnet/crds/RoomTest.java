// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.directory.DirectoryRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {
    @Test
    void toString_isTheLineOfAListing() {
        assertThat(new Room("room1", "239.0.0.10", 5000)).hasToString("room1: 239.0.0.10:5000");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "x: 239.0.0.1:5", "é", "日本語", "𝄞", "\ufffd", "\u2028", "%s"})
    void name_mayBeAnyText(String name) {
        assertThat(new Room(name, "239.0.0.10", 5000).name()).isEqualTo(name);
        assertThat(Room.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a\tb", "\u0000", "\u007f", "\u009b", "\ud800", "\udc80", "a\udfff"})
    void name_withControlCharacterOrSurrogate_isRefused(String name) {
        assertThat(Room.isName(name)).isFalse();
        assertThatThrownBy(() -> new Room(name, "239.0.0.10", 5000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot name a room: its name");
    }

    @Test
    void name_hasAtMost255Bytes() {
        assertThat(Room.isName("a".repeat(255))).isTrue();
        assertThat(Room.isName("é".repeat(127))).isTrue();
        assertThat(Room.isName("é".repeat(128))).isFalse();
        assertThatThrownBy(() -> new Room("a".repeat(256), "239.0.0.10", 5000))
                .hasMessage("a name of 256 bytes is longer than the limit of 255");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "239",
                "239.0.0",
                "239.0.0.",
                "239.0.0.1.1",
                "239.0.0.256",
                "239.0.0.010",
                "0239.0.0.1",
                "239.0.0.-1",
                "239.0.0.1 ",
                "239.0.0.٣",
                "239.0..1",
                "239.0.0.1000",
                "::1",
                "localhost"
            })
    void address_notADottedQuad_isRefused(String group) {
        assertThatThrownBy(() -> new RoomAddress(group, 5000))
                .hasMessage("address '" + group + "' is not a dotted quad such as 239.0.0.10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"224.0.0.1", "238.255.255.255", "240.0.0.0", "127.0.0.1", "0.0.0.0"})
    void address_outsideTheNetwork_isRefused(String group) {
        assertThatThrownBy(() -> new RoomAddress(group, 5000))
                .hasMessage("address " + group + " lies outside 239.0.0.0/8");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void port_outOfRange_isRefused(int port) {
        assertThatThrownBy(() -> new RoomAddress("239.0.0.1", port))
                .hasMessage("port " + port + " lies outside 1 to 65535");
    }

    @Test
    void makeRoom_returnsItsRoomOrRefusal() {
        assertThat(new MakeRoom("a", "239.0.0.1", "00005").room()).isEqualTo(new Room("a", "239.0.0.1", 5));
        assertThat(new MakeRoom("", "", "").refusal()).isEqualTo(RoomRefusal.NAME_EMPTY);
    }

    @Test
    void field_thatCannotBeEncoded_isRefused() {
        assertThatThrownBy(() -> new DeleteRoom("a".repeat(256)))
                .hasMessage("name of 256 bytes is longer than the limit of 255");
        assertThatThrownBy(() -> new FindRoom("\ud800")).hasMessageContaining("do not represent bytes");
        // These two surrogates would be decoded as one letter.
        assertThatThrownBy(() -> new FindRoom("\udcc3\udca9")).hasMessageContaining("do not represent bytes");
    }

    @Test
    void messages_escapeControlCharacters() {
        assertThatThrownBy(() -> new Room("a\u001b\u202e", "239.0.0.10", 5000))
                .hasMessageStartingWith("'a\\x1b\\u202e' cannot name a room");
        assertThatThrownBy(() -> new RoomAddress("\u001b[2J", 1)).hasMessageStartingWith("address '\\x1b[2J' is not");
    }

    @Test
    void isName_null_isRefused() {
        String none = nullName();
        assertThatThrownBy(() -> Room.isName(none))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
    }

    @SuppressWarnings("NullAway")
    private static String nullName() {
        return null;
    }

    @Test
    void invalidListingsAndLimits_areRefused() {
        assertThatThrownBy(() -> new RoomListing(List.of(), List.of("a\n")))
                .hasMessage("a line of a listing contains a line feed");
        for (String room : List.of("a: 239.0.0.1:5", "a: 239.0.0.1:5\r")) {
            assertThatThrownBy(() -> new RoomListing(List.of(), List.of(room)))
                    .hasMessageStartingWith("otherLines contains a room: 'a: 239.0.0.1:5");
        }
        assertThatThrownBy(() -> new RoomListing(List.of(), List.of("x\ud800")))
                .hasMessageContaining("do not represent bytes");
        assertThatThrownBy(() -> new RoomListingDecoder(-1, flaw -> {})).hasMessage("maxListingBytes -1 is negative");
        assertThatThrownBy(() -> new CrdsReply.ListingHead(-1)).hasMessage("byteLength -1 is negative");
        assertThatThrownBy(() -> new DirectoryRules(0, false)).hasMessage("maxRooms 0 is less than 1");
    }
}
