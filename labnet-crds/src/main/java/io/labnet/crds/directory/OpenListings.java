// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The listings of a directory that somebody may still read. Together they hold no more than so much of what the
 * directory itself holds no more; the oldest have to go first, since they are those that are not read.
 *
 * <p>Not safe for threads, but its listings may be read by any meanwhile. A listing that nobody has any more is
 * forgotten.
 */
final class OpenListings {
    /** How much they may hold however small the directory is, in bytes of lines. */
    static final long MIN_BUDGET = 16L * 1024 * 1024;

    /** How many times the directory they may hold. */
    private static final int MOST_DIRECTORIES = 2;

    /** They are looked through when they may have grown by a part of the budget, not for every listing. */
    private static final int BUDGET_PARTS = 8;

    /** What an entry costs, in bytes. */
    private static final int ENTRY_BYTES = 128;

    private final Deque<WeakReference<PagedListing>> listings = new ArrayDeque<>();
    private long latestVersion;
    private long outdatedSwept;
    private long added;

    /** Begins a listing of the pages as they are now. */
    PagedListing add(RoomPages pages) {
        PagedListing listing = new PagedListing(pages);
        added += ENTRY_BYTES + (pages.version() == latestVersion ? 0 : listing.heldBytes(pages.outdatedBytes()));
        latestVersion = pages.version();
        listings.addLast(new WeakReference<>(listing));
        long budget = Math.max(MIN_BUDGET, MOST_DIRECTORIES * pages.byteLength());
        if (added + pages.outdatedBytes() - outdatedSwept > budget / BUDGET_PARTS) {
            sweep(budget, pages.outdatedBytes());
        }
        return listing;
    }

    private void sweep(long budget, long outdatedBytes) {
        outdatedSwept = outdatedBytes;
        added = 0;
        long held = 0;
        long heldByVersion = 0;
        long version = -1;
        for (Iterator<WeakReference<PagedListing>> i = listings.descendingIterator(); i.hasNext(); ) {
            PagedListing listing = i.next().get();
            if (listing == null || listing.ended()) {
                i.remove();
                continue;
            }
            // Listings of one version share their pages: the one that has read least holds those of all.
            heldByVersion = listing.version() == version ? heldByVersion : 0;
            version = listing.version();
            long more = Math.max(0, listing.heldBytes(outdatedBytes) - heldByVersion);
            heldByVersion += more;
            held += more;
            if (held > budget) {
                listing.expire();
                i.remove();
            }
        }
    }
}
