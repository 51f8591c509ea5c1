// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.vectors.Vectors;
import io.labnet.vectors.Vectors.Bytes;
import io.labnet.vectors.Vectors.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests the documented bytes and variations of them. */
class CrdsVectorsTest {
    private record Command(
            String command, List<String> fields, @Nullable Refusal refusedRoom) {}

    private record Listing(List<Listed> rooms, List<String> otherLines) {}

    private record Listed(String name, String address, int port) {}

    private record Found(@Nullable String address, int port) {}

    @TestFactory
    Stream<DynamicTest> commands() throws IOException {
        return Vectors.ofDecoder(
                "crds/commands.json",
                Bytes.class,
                Command.class,
                input -> CrdsCommand.decode(input.bytes().array()),
                (expected, command) -> {
                    assertThat(command.verb().name().toLowerCase(Locale.ROOT)).isEqualTo(expected.command());
                    assertThat(command.fields()).isEqualTo(expected.fields());
                    assertThat(CrdsCommand.decode(command.encode())).isEqualTo(command);
                    if (command instanceof CrdsCommand.MakeRoom make) {
                        assertRefusal(make, expected.refusedRoom());
                    }
                });
    }

    private static void assertRefusal(CrdsCommand.MakeRoom make, @Nullable Refusal expected) {
        RoomRefusal refusal = make.refusal();
        if (refusal == null || expected == null) {
            assertThat(refusal).isNull();
            assertThat(expected).isNull();
            assertThat(make.room().name()).isEqualTo(make.name());
        } else {
            assertThat(refusal).hasToString(expected.reason());
            assertThat(refusal.explain(make)).endsWith("(" + expected.rule() + ")");
        }
    }

    @TestFactory
    Stream<DynamicTest> listings() throws IOException {
        return Vectors.ofDecoder(
                "crds/listings.json",
                Bytes.class,
                Listing.class,
                input -> RoomListing.decode(input.bytes().array()),
                (expected, listing) -> {
                    assertThat(listing.rooms())
                            .isEqualTo(expected.rooms().stream()
                                    .map(room -> new Room(room.name(), room.address(), room.port()))
                                    .toList());
                    assertThat(listing.otherLines()).isEqualTo(expected.otherLines());
                });
    }

    @TestFactory
    Stream<DynamicTest> findReplies() throws IOException {
        return Vectors.ofDecoder(
                "crds/find-replies.json",
                Bytes.class,
                Found.class,
                input -> FindReply.decode(input.bytes().array()),
                (expected, reply) -> assertThat(reply.address())
                        .isEqualTo(
                                expected.address() == null
                                        ? null
                                        : new RoomAddress(expected.address(), expected.port())));
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
}
