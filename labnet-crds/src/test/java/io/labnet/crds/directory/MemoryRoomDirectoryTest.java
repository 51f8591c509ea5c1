// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryRoomDirectoryTest {
    private final MemoryRoomDirectory directory = new MemoryRoomDirectory();

    @Test
    void create_takenNameOrAddress_isRefused() {
        assertThat(directory.create(new Room("a", "239.0.0.1", 1))).isEqualTo(CreateResult.CREATED);
        assertThat(directory.create(new Room("a", "239.0.0.1", 1))).isEqualTo(CreateResult.NAME_TAKEN);
        assertThat(directory.create(new Room("a", "239.0.0.2", 1))).isEqualTo(CreateResult.NAME_TAKEN);
        assertThat(directory.create(new Room("b", "239.0.0.1", 1))).isEqualTo(CreateResult.ADDRESS_TAKEN);
        assertThat(directory.create(new Room("b", "239.0.0.1", 2))).isEqualTo(CreateResult.CREATED);
        assertThat(directory.create(new Room("A", "239.0.0.2", 1))).isEqualTo(CreateResult.CREATED);

        assertThat(directory.find("a")).isEqualTo(new RoomAddress("239.0.0.1", 1));
        assertThat(directory.find("c")).isNull();
        assertThat(lines(directory.listing())).isEqualTo("a: 239.0.0.1:1\nb: 239.0.0.1:2\nA: 239.0.0.2:1\n");
    }

    @Test
    void create_beyondMaxRooms_isRefused() {
        MemoryRoomDirectory two = new MemoryRoomDirectory(new DirectoryRules(2, false));
        two.create(new Room("a", "239.0.0.1", 1));
        two.create(new Room("b", "239.0.0.1", 2));

        assertThat(two.create(new Room("c", "239.0.0.1", 3))).isEqualTo(CreateResult.FULL);
        assertThat(two.create(new Room("a", "239.0.0.1", 3))).isEqualTo(CreateResult.NAME_TAKEN);
        assertThat(two.create(new Room("c", "239.0.0.1", 2))).isEqualTo(CreateResult.ADDRESS_TAKEN);
        assertThat(two.delete("a")).isTrue();
        assertThat(two.create(new Room("c", "239.0.0.1", 3))).isEqualTo(CreateResult.CREATED);
    }

    @Test
    void overwrite_keepsTheOrder() {
        MemoryRoomDirectory over = new MemoryRoomDirectory(new DirectoryRules(2, true));
        over.create(new Room("a", "239.0.0.1", 1));
        over.create(new Room("b", "239.0.0.1", 2));

        assertThat(over.create(new Room("a", "239.0.0.1", 33333))).isEqualTo(CreateResult.REPLACED);
        assertThat(over.create(new Room("a", "239.0.0.1", 33333))).isEqualTo(CreateResult.REPLACED);
        assertThat(over.create(new Room("a", "239.0.0.1", 2))).isEqualTo(CreateResult.ADDRESS_TAKEN);
        assertThat(over.create(new Room("b", "239.0.0.1", 1))).isEqualTo(CreateResult.REPLACED);
        assertThat(lines(over.listing())).isEqualTo("a: 239.0.0.1:33333\nb: 239.0.0.1:1\n");
    }

    @Test
    void delete_freesNameAndAddress() {
        Room room = new Room("a", "239.0.0.1", 1);
        directory.create(room);

        assertThat(directory.delete("a")).isTrue();
        assertThat(directory.delete("a")).isFalse();
        assertThat(directory.find("a")).isNull();
        assertThat(directory.listing().byteLength()).isZero();
        assertThat(next(directory.listing())).isNull();
        assertThat(directory.create(room)).isEqualTo(CreateResult.CREATED);
    }

    @Test
    void listing_doesNotChangeWithTheDirectory() {
        for (int i = 0; i < 1000; i++) {
            directory.create(room(i));
        }
        ListingSnapshot before = directory.listing();
        String first = text(Objects.requireNonNull(next(before)));
        for (int i = 0; i < 1000; i += 2) {
            directory.delete(room(i).name());
        }
        directory.create(room(2000));

        String all = first + lines(before, before.byteLength() - first.length());
        assertThat(all.lines()).hasSize(1000).last().isEqualTo(room(999).toString());
        assertThat(lines(directory.listing()).lines())
                .hasSize(501)
                .last()
                .isEqualTo(room(2000).toString());
    }

    /** Creates and deletes rooms at random, so that pages fill, empty and join. */
    @Test
    void listing_isInOrderOfCreation() {
        Random random = new Random(5);
        List<Room> expected = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            boolean growing = round % 3 != 2;
            for (int i = 0; i < 1500; i++) {
                if (growing || expected.isEmpty()) {
                    Room room = room(round * 1500 + i);
                    directory.create(room);
                    expected.add(room);
                } else {
                    Room gone = expected.remove(random.nextInt(expected.size()));
                    directory.delete(gone.name());
                }
            }
            String lines =
                    String.join("\n", expected.stream().map(Room::toString).toList()) + "\n";
            assertThat(lines(directory.listing())).isEqualTo(lines);
        }
    }

    @Test
    void listing_hasBoundedPieces() {
        for (int i = 0; i < 300; i++) {
            directory.create(new Room("é".repeat(120) + i, "239.0.0.1", 1 + i));
        }
        ListingSnapshot listing = directory.listing();
        int pieces = 0;
        for (ByteBuffer piece = next(listing); piece != null; piece = next(listing)) {
            assertThat(piece.remaining()).isBetween(1, ListingSnapshot.MAX_PIECE_BYTES);
            assertThat(piece.isReadOnly()).isTrue();
            assertThat(piece.get(piece.limit() - 1)).isEqualTo((byte) '\n');
            pieces++;
        }
        assertThat(pieces).isBetween(3, 10);
    }

    @Test
    void listings_haveSeparateBuffers() {
        directory.create(room(1));
        ByteBuffer one = Objects.requireNonNull(next(directory.listing()));
        ByteBuffer other = Objects.requireNonNull(next(directory.listing()));

        assertThat(one).isEqualTo(other).isNotSameAs(other);
        one.get();
        assertThat(other.position()).isZero();
    }

    @Test
    void refusal_ofSucceededCreation_throws() {
        assertThat(CreateResult.FULL.refusal()).isEqualTo(RoomRefusal.DIRECTORY_FULL);
        assertThat(CreateResult.REPLACED.succeeded()).isTrue();
        assertThatThrownBy(CreateResult.CREATED::refusal).isInstanceOf(IllegalStateException.class);
    }

    private static Room room(int i) {
        return new Room("room" + i, "239." + (i >> 16) + "." + (i >> 8 & 0xff) + "." + (i & 0xff), 5000);
    }

    private static String lines(ListingSnapshot listing) {
        return lines(listing, listing.byteLength());
    }

    private static String lines(ListingSnapshot listing, long expectedBytes) {
        StringBuilder lines = new StringBuilder();
        for (ByteBuffer piece = next(listing); piece != null; piece = next(listing)) {
            lines.append(text(piece));
        }
        assertThat(lines.toString().getBytes(StandardCharsets.UTF_8)).hasSize((int) expectedBytes);
        return lines.toString();
    }

    private static @Nullable ByteBuffer next(ListingSnapshot listing) {
        try {
            return listing.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ByteBuffer piece) {
        return StandardCharsets.UTF_8.decode(piece).toString();
    }
}
