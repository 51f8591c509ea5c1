// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The open listings of a directory, each an array of immutable pages. Listings share pages, and a listing releases each
 * page as soon as it has been read.
 *
 * <p>A listing may hold outdated pages, which the directory has replaced. The limit for all listings together is 16 MiB
 * of outdated pages, or twice the length of the directory's listing if that is more. When the outdated pages exceed
 * this limit by about an eighth, the oldest listings expire. A listing that is no longer referenced holds no pages.
 *
 * <p>Only one thread at a time may use this object. Other threads may read the listings at the same time.
 */
public final class OpenListings {
    static final long MIN_BUDGET = 16L * 1024 * 1024;
    private static final int BUDGET_LISTINGS = 2;
    private static final int SWEEPS_PER_BUDGET = 8;

    private final Set<Listing> listings = Collections.newSetFromMap(new WeakHashMap<>());
    private long outdated;
    private long outdatedWhenSwept;

    /** Creates an empty set of listings. */
    public OpenListings() {}

    /**
     * {@return a new listing}
     *
     * @param pages all current pages of the directory, in order. Each page is read-only and contains whole lines, at
     *     most {@link ListingSnapshot#MAX_PIECE_BYTES} bytes. An unchanged page must be the same buffer as before
     */
    public ListingSnapshot begin(Collection<ByteBuffer> pages) {
        Listing listing = new Listing(pages, outdated);
        listings.add(listing);
        long budget = Math.max(MIN_BUDGET, BUDGET_LISTINGS * listing.byteLength());
        // The listings hold more outdated pages only after pages have become outdated. Their total is therefore
        // computed, and listings are expired, only after enough of these.
        if (outdated - outdatedWhenSwept > budget / SWEEPS_PER_BUDGET) {
            outdatedWhenSwept = outdated;
            expire(budget);
        }
        return listing;
    }

    /**
     * Records that the directory has replaced a page.
     *
     * @param page the page
     */
    public void outdated(ByteBuffer page) {
        outdated += page.remaining();
    }

    private void expire(long budget) {
        List<Listing> newestFirst = listings.stream()
                .sorted(Comparator.comparingLong((Listing listing) -> listing.outdatedBefore)
                        .reversed())
                .toList();
        long held = 0;
        long heldByVersion = 0;
        long version = -1;
        for (Listing listing : newestFirst) {
            // Listings of the same version share their pages, so together they hold only the pages that the slowest of
            // them still has to read.
            heldByVersion = listing.outdatedBefore == version ? heldByVersion : 0;
            version = listing.outdatedBefore;
            long more = Math.max(0, Math.min(listing.unread, outdated - version) - heldByVersion);
            heldByVersion += more;
            held += more;
            if (held > budget) {
                listing.expire();
            }
        }
        listings.removeIf(listing -> listing.unread == 0);
    }

    private static final class Listing implements ListingSnapshot {
        private final long byteLength;
        private final long outdatedBefore;

        /**
         * The unread pages. A page becomes {@code null} when it has been read. When the listing expires, all pages
         * become {@code null}.
         */
        private final AtomicReferenceArray<@Nullable ByteBuffer> pages;

        private int next;
        private long read;
        private volatile long unread;

        Listing(Collection<ByteBuffer> pages, long outdatedBefore) {
            this.byteLength = pages.stream().mapToLong(ByteBuffer::remaining).sum();
            this.outdatedBefore = outdatedBefore;
            this.pages = new AtomicReferenceArray<>(pages.toArray(ByteBuffer[]::new));
            this.unread = byteLength;
        }

        @Override
        public long byteLength() {
            return byteLength;
        }

        @Override
        public @Nullable ByteBuffer next() throws IOException {
            if (next == pages.length()) {
                return null;
            }
            ByteBuffer page = pages.getAndSet(next, null);
            if (page == null) {
                throw new IOException("the listing has expired: too many rooms have changed since it was opened");
            }
            next++;
            read += page.remaining();
            unread = byteLength - read;
            return page.duplicate();
        }

        void expire() {
            for (int i = 0; i < pages.length(); i++) {
                pages.set(i, null);
            }
            unread = 0;
        }
    }
}
