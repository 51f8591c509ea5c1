// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.labnet.crds.Room;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What listings hold that are not read to their end, while the directory changes under them. */
class OpenListingsTest {
    private static final int ROOMS = 2_400;
    private static final int STEP = 40;
    private static final int ROUNDS = 60;

    private final RoomPages pages = new RoomPages();
    private final OpenListings open = new OpenListings();
    private final List<RoomPlace> places = new ArrayList<>();

    OpenListingsTest() {
        for (int i = 0; i < ROOMS; i++) {
            places.add(pages.add(room(i, 1)));
        }
    }

    @Test
    void listing_letsGoOfWhatWasRead() throws IOException {
        PagedListing listing = open.add(pages);
        changeEveryPage(2);
        long held = listing.heldBytes(pages.outdatedBytes());
        assertThat(held).isGreaterThan(listing.byteLength());

        for (ByteBuffer piece = listing.next(); piece != null; piece = listing.next()) {
            long left = listing.heldBytes(pages.outdatedBytes());
            assertThat(left).isLessThanOrEqualTo(held - piece.remaining());
            held = left;
        }
        assertThat(held).isZero();
        assertThat(listing.ended()).isTrue();
    }

    @Test
    void listing_holdsNothingOfItsOwnBeforeAChange() {
        PagedListing listing = open.add(pages);

        assertThat(listing.heldBytes(pages.outdatedBytes())).isLessThan(pages.byteLength() / 50);
    }

    @Test
    void oldestListings_expireWhenAllHoldTooMuch() throws IOException {
        List<PagedListing> stalled = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            stalled.add(open.add(pages));
            changeEveryPage(2 + round);
        }
        PagedListing last = open.add(pages);

        long held = 0;
        for (PagedListing listing : stalled) {
            held += listing.ended() ? 0 : listing.heldBytes(pages.outdatedBytes());
        }
        // They are looked through each time that they may hold an eighth more.
        assertThat(held).isBetween(OpenListings.MIN_BUDGET / 2, OpenListings.MIN_BUDGET + OpenListings.MIN_BUDGET / 4);
        assertThatIOException()
                .isThrownBy(stalled.get(0)::next)
                .withMessage("the listing is too old to be read on: too much has changed since");
        assertThat(stalled.get(ROUNDS - 1).next()).isNotNull();
        assertThat(bytesOf(last)).isEqualTo(pages.byteLength());
    }

    @Test
    void readListings_doNotExpireASlowOne() throws IOException {
        PagedListing slow = open.add(pages);
        long length = slow.byteLength();
        for (int round = 0; round < ROUNDS; round++) {
            changeEveryPage(2 + round);
            bytesOf(open.add(pages));
        }

        assertThat(bytesOf(slow)).isEqualTo(length);
    }

    @Test
    void listingsOfOneVersion_holdItOnce() throws IOException {
        List<PagedListing> crowd = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            crowd.add(open.add(pages));
        }
        for (int round = 0; round < ROUNDS; round++) {
            changeEveryPage(2 + round);
            bytesOf(open.add(pages));
        }

        assertThat(bytesOf(crowd.get(0))).isEqualTo(bytesOf(crowd.get(99)));
    }

    private void changeEveryPage(int port) {
        for (int i = 0; i < ROOMS; i += STEP) {
            pages.replace(places.get(i), room(i, port));
        }
    }

    private static long bytesOf(PagedListing listing) throws IOException {
        long bytes = 0;
        for (ByteBuffer piece = listing.next(); piece != null; piece = listing.next()) {
            bytes += piece.remaining();
        }
        return bytes;
    }

    private static Room room(int i, int port) {
        // A line of nearly 300 bytes, so that some hundred fill a page; always as long.
        return new Room("x".repeat(240) + (10_000 + i), "239.0.0.1", 10_000 + port);
    }
}
