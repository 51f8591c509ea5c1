// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests the documented bytes and variations of them. */
class CrdsVectorsTest {
    @TestFactory
    Stream<DynamicTest> commands() throws IOException {
        return CrdsVectors.tests("commands.txt", (bytes, expected) -> {
            if (!CrdsVectors.refuses(expected, () -> CrdsCommand.decode(bytes))) {
                CrdsCommand command = CrdsCommand.decode(bytes);
                assertThat(words(command)).isEqualTo(String.join(" ", expected));
                assertThat(CrdsCommand.decode(command.encode())).isEqualTo(command);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> listings() throws IOException {
        return CrdsVectors.tests("listings.txt", (bytes, expected) -> {
            if (!CrdsVectors.refuses(expected, () -> RoomListing.decode(bytes))) {
                List<String> names = RoomListing.decode(bytes).rooms().stream()
                        .map(room -> room.name().replace(' ', '_'))
                        .toList();
                assertThat(names.size() + names.stream().map(name -> " " + name).reduce("", String::concat))
                        .isEqualTo(String.join(" ", expected));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> findReplies() throws IOException {
        return CrdsVectors.tests("find-replies.txt", (bytes, expected) -> {
            if (!CrdsVectors.refuses(expected, () -> FindReply.decode(bytes))) {
                RoomAddress address = FindReply.decode(bytes).address();
                assertThat(address == null ? "none" : address.toString()).isEqualTo(expected.get(0));
            }
        });
    }

    @Test
    void replies_encodeAsDocumented() {
        Room room = new Room("room1", "239.0.0.10", 5000);

        assertThat(new RoomListing(List.of(room)).encode())
                .asHexString()
                .isEqualToIgnoringCase("0000000000000017726f6f6d313a203233392e302e302e31303a353030300a");
        assertThat(new FindReply(room.address()).encode())
                .asHexString()
                .isEqualToIgnoringCase("0a3233392e302e302e31300435303030");
        assertThat(new FindReply(null).encode()).containsExactly(0);
    }

    private static String words(CrdsCommand command) {
        String kind = command.getClass().getSimpleName();
        if (command instanceof CrdsCommand.MakeRoom make) {
            Room room = make.refusal() == null ? make.room() : null;
            return room == null
                    ? "RefusedRoom " + make.refusal()
                    : String.join(" ", kind, room.name(), room.group(), String.valueOf(room.port()));
        }
        return (kind + " " + String.join(" ", command.fields())).strip();
    }
}
