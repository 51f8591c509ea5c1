// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class CrdsCodecPropertyTest {
    @Property(edgeCases = EdgeCasesMode.MIXIN)
    void field_keepsEveryByte(@ForAll @Size(max = 255) byte[] bytes) {
        String text = WireText.decode(ByteBuffer.wrap(bytes));

        assertThat(WireText.encode(text)).isEqualTo(bytes);
        assertThat(new FindRoom(text).name()).isEqualTo(text);
        if (Room.isName(text)) {
            assertThat(text).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Any three fields decode and encode to the same bytes, and are a valid room or a refusal. */
    @Property(edgeCases = EdgeCasesMode.MIXIN)
    void makeroom_isARoomOrARefusal(
            @ForAll("fields") byte[] name, @ForAll("fields") byte[] group, @ForAll("fields") byte[] port) {
        byte[] bytes = makeRoom(name, group, port);

        MakeRoom command = (MakeRoom) CrdsCommand.decode(bytes);

        assertThat(command.encode()).isEqualTo(bytes);
        if (command.refusal() == null) {
            assertThat(command.room())
                    .hasToString(command.name() + ": " + command.room().address());
        } else {
            assertThatThrownBy(command::room).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property(edgeCases = EdgeCasesMode.MIXIN)
    void decode_ofEncodedListing_isEqual(@ForAll("rooms") List<Room> rooms) {
        byte[] bytes = new RoomListing(rooms).encode();

        assertThat(ByteBuffer.wrap(bytes).getLong()).isEqualTo(bytes.length - Long.BYTES);
        assertThat(RoomListing.decode(bytes)).isEqualTo(new RoomListing(rooms));
    }

    /** A length in characters decodes to the same rooms, or to fewer if a line ends after that number of bytes too. */
    @Property(edgeCases = EdgeCasesMode.MIXIN)
    void listing_withLengthInCharacters_hasTheSameRooms(@ForAll("rooms") List<Room> rooms) {
        byte[] bytes = new RoomListing(rooms).encode();
        String lines = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8);
        int characters = lines.codePointCount(0, lines.length());
        ByteBuffer in = ByteBuffer.wrap(bytes).putLong(0, characters);

        RoomListing listing =
                (RoomListing) new RoomListingDecoder(Integer.MAX_VALUE, flaw -> {}).decode(in, Boundary.MORE);

        assertThat(listing).isNotNull();
        assertThat(listing.otherLines()).isEmpty();
        boolean ambiguous = characters > 0 && bytes[Long.BYTES + characters - 1] == '\n';
        assertThat(listing.rooms())
                .isEqualTo(ambiguous ? rooms.subList(0, listing.rooms().size()) : rooms);
    }

    @Provide
    Arbitrary<byte[]> fields() {
        Arbitrary<String> likely = Arbitraries.of(
                "",
                "0",
                "1",
                "65535",
                "65536",
                "00007",
                "abc",
                "239.0.0.1",
                "239.0.0.256",
                "239.0.0.01",
                "224.0.0.1",
                "room",
                "é",
                "a\n");
        return Arbitraries.oneOf(
                likely.map(text -> text.getBytes(StandardCharsets.UTF_8)),
                likely.map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(255));
    }

    @Provide
    Arbitrary<List<Room>> rooms() {
        Arbitrary<String> names = Arbitraries.strings().all().ofMaxLength(20).filter(Room::isName);
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 0xffffff);
        Arbitrary<Integer> ports = Arbitraries.integers().between(1, 0xffff);
        return Combinators.combine(names, numbers, ports)
                .as((name, n, port) ->
                        new Room(name, "239." + (n >> 16) + "." + (n >> 8 & 0xff) + "." + (n & 0xff), port))
                .list()
                .ofMaxSize(30);
    }

    private static byte[] makeRoom(byte[]... fields) {
        ByteBuffer bytes = ByteBuffer.allocate(CrdsProtocol.MAX_COMMAND_BYTES).put((byte) 2);
        for (byte[] field : fields) {
            bytes.put((byte) field.length).put(field);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
