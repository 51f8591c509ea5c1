// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a listing page by page. */
final class PagedListing implements ListingSnapshot {
    private final Iterator<PageText> pages;
    private final long byteLength;

    PagedListing(List<PageText> pages, long byteLength) {
        this.pages = pages.iterator();
        this.byteLength = byteLength;
    }

    @Override
    public long byteLength() {
        return byteLength;
    }

    @Override
    public @Nullable ByteBuffer next() {
        return pages.hasNext() ? pages.next().text() : null;
    }
}
