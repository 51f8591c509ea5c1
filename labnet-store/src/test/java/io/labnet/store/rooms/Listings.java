// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.crds.Room;
import io.labnet.crds.RoomListing;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.crds.directory.RoomDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads listings to their end. */
final class Listings {
    private Listings() {}

    /** Returns all rooms of a directory. */
    static List<Room> rooms(RoomDirectory directory) throws IOException {
        return rooms(directory.listing());
    }

    /** Returns all rooms of an unread listing, and checks its pieces. */
    static List<Room> rooms(ListingSnapshot listing) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + listing.byteLength()));
        bytes.putLong(listing.byteLength());
        for (ByteBuffer piece = listing.next(); piece != null; piece = listing.next()) {
            assertThat(piece.remaining()).isBetween(1, ListingSnapshot.MAX_PIECE_BYTES);
            assertThat(piece.get(piece.limit() - 1)).isEqualTo((byte) '\n');
            bytes.put(piece);
        }
        assertThat(bytes.hasRemaining()).as("fewer bytes than the head says").isFalse();
        RoomListing read = RoomListing.decode(bytes.array());
        assertThat(read.otherLines()).isEmpty();
        return read.rooms();
    }
}
