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
 * The listings of a directory that somebody may still read, each an array of pages that never change. A page is shared by
 * all listings that have it; a listing lets go of a page when it has read it.
 *
 * <p>Pages that the directory itself no longer has are kept up to a bound: 16 MiB together, or twice the length of the
 * directory's listing if that is more. When the listings hold about an eighth more, the oldest cannot be read on. A
 * listing that nobody refers to any more holds nothing.
 *
 * <p>Not safe for threads, but each listing may be read by any thread meanwhile.
 */
public final class OpenListings {
    static final long MIN_BUDGET = 16L * 1024 * 1024;
    private static final int MOST_DIRECTORIES = 2;
    private static final int BUDGET_PARTS = 8;

    private final Set<Listing> listings = Collections.newSetFromMap(new WeakHashMap<>());
    private long outdated;
    private long outdatedWhenSwept;

    /** Makes an empty set of listings. */
    public OpenListings() {}

    /**
     * {@return a new listing}
     *
     * @param pages all pages of the directory now, in order: read-only, each of whole lines, at most {@link
     *     ListingSnapshot#MAX_PIECE_BYTES}. A page that has not changed is the same buffer as before
     */
    public ListingSnapshot begin(Collection<ByteBuffer> pages) {
        Listing listing = new Listing(pages, outdated);
        listings.add(listing);
        long budget = Math.max(MIN_BUDGET, MOST_DIRECTORIES * listing.byteLength());
        // Not for every listing: what they hold together grows only by pages that become outdated.
        if (outdated - outdatedWhenSwept > budget / BUDGET_PARTS) {
            outdatedWhenSwept = outdated;
            expire(budget);
        }
        return listing;
    }

    /**
     * Tells that the directory no longer has a page.
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
            // Listings of one version share their pages: the one that has read least holds those of all.
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

        /** Without those that were read, and without any if it has expired. */
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
                throw new IOException("the listing is too old to be read on: too much has changed since");
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
