// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads a listing page by page, and holds only what it has yet to read. */
final class PagedListing implements ListingSnapshot {
    /** Stands for what will not be read. */
    private static final PageChain EXPIRED = new PageChain(new PageText(List.of()), 0, null);

    /** What a page costs besides its lines, in bytes: its place in the chain, and itself. */
    private static final int PAGE_BYTES = 96;

    private final AtomicReference<@Nullable PageChain> unread;
    private final long byteLength;
    private final long outdatedBefore;
    private final long version;

    /** Begins a listing of the pages as they are now. */
    PagedListing(RoomPages pages) {
        this.unread = new AtomicReference<>(pages.snapshot());
        this.byteLength = pages.byteLength();
        this.outdatedBefore = pages.outdatedBytes();
        this.version = pages.version();
    }

    @Override
    public long byteLength() {
        return byteLength;
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        PageChain pages = unread.get();
        if (pages == null) {
            return null;
        }
        if (pages == EXPIRED || !unread.compareAndSet(pages, pages.next())) {
            throw new IOException("the listing is too old to be read on: too much has changed since");
        }
        return pages.page().text();
    }

    /** How much it holds that only old listings hold, at most, when so many bytes of pages have changed ever. */
    long heldBytes(long outdatedBytes) {
        PageChain pages = unread.get();
        return pages == null
                ? 0
                : Math.min(pages.byteLength(), outdatedBytes - outdatedBefore) + (long) pages.count() * PAGE_BYTES;
    }

    /** The same as that of another listing if the directory was the same. */
    long version() {
        return version;
    }

    boolean ended() {
        PageChain pages = unread.get();
        return pages == null || pages == EXPIRED;
    }

    /** Lets go of what was not read. Without effect if all was. */
    void expire() {
        unread.updateAndGet(pages -> pages == null ? null : EXPIRED);
    }
}
