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

/** Tests the pages that unread listings hold while the directory changes. */
class OpenListingsTest {
    private static final int ROOMS = 2_400;
    private static final int STEP = 25;
    private static final int ROUNDS = 60;

    private final MemoryRoomDirectory directory = new MemoryRoomDirectory(new DirectoryRules(ROOMS, true));

    OpenListingsTest() {
        for (int i = 0; i < ROOMS; i++) {
            directory.create(room(i, 1));
        }
    }

    @Test
    void listings_releaseReadPages() throws IOException {
        List<ListingSnapshot> nearlyRead = new ArrayList<>();
        List<Long> left = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ListingSnapshot listing = directory.listing();
            long unread = listing.byteLength();
            while (unread > listing.byteLength() / 10) {
                unread -= read(listing);
            }
            nearlyRead.add(listing);
            left.add(unread);
            changeEveryPage(2 + round);
        }
        directory.listing();

        for (int round = 0; round < ROUNDS; round++) {
            assertThat(bytesOf(nearlyRead.get(round))).isEqualTo(left.get(round));
        }
    }

    @Test
    void oldestListings_expireBeyondTheBudget() throws IOException {
        List<ListingSnapshot> stalled = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            stalled.add(directory.listing());
            changeEveryPage(2 + round);
        }
        ListingSnapshot last = directory.listing();
        long length = last.byteLength();

        assertThatIOException()
                .isThrownBy(stalled.get(0)::next)
                .withMessage("the listing has expired: too many rooms have changed since it was opened");
        assertThat(bytesOf(last)).isEqualTo(length);
        long held = 0;
        for (int round = ROUNDS - 1; read(stalled.get(round)) > 0; round--) {
            held += length;
        }
        // The listings are checked whenever they may hold an eighth more.
        assertThat(held).isBetween(OpenListings.MIN_BUDGET / 2, OpenListings.MIN_BUDGET + OpenListings.MIN_BUDGET / 4);
    }

    @Test
    void completedListings_doNotExpireASlowOne() throws IOException {
        ListingSnapshot slow = directory.listing();
        for (int round = 0; round < ROUNDS; round++) {
            changeEveryPage(2 + round);
            bytesOf(directory.listing());
        }

        assertThat(bytesOf(slow)).isEqualTo(slow.byteLength());
    }

    @Test
    void listingsOfOneVersion_shareTheirPages() throws IOException {
        List<ListingSnapshot> listings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            listings.add(directory.listing());
        }
        for (int round = 0; round < ROUNDS; round++) {
            changeEveryPage(2 + round);
            bytesOf(directory.listing());
        }

        assertThat(bytesOf(listings.get(0))).isEqualTo(bytesOf(listings.get(99)));
    }

    private void changeEveryPage(int port) {
        for (int i = 0; i < ROOMS; i += STEP) {
            directory.create(room(i, port));
        }
    }

    /** Reads a piece and returns its length, or 0 after the last one or after expiry. */
    private static int read(ListingSnapshot listing) {
        try {
            ByteBuffer piece = listing.next();
            return piece == null ? 0 : piece.remaining();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long bytesOf(ListingSnapshot listing) throws IOException {
        long bytes = 0;
        for (ByteBuffer piece = listing.next(); piece != null; piece = listing.next()) {
            bytes += piece.remaining();
        }
        return bytes;
    }

    private static Room room(int i, int port) {
        // Lines of equal length, nearly 300 bytes, so about thirty fill a page.
        return new Room(
                "x".repeat(240) + (10_000 + i), "239.1." + (100 + i / 100) + "." + (100 + i % 100), 10_000 + port);
    }
}
