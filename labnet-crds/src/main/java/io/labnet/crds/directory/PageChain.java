// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import org.jspecify.annotations.Nullable;

/** A page of a snapshot and those after it. Whoever has read a page goes on to the next and so lets go of it. */
final class PageChain {
    private final PageText page;
    private final @Nullable PageChain next;
    private final long byteLength;
    private final int count;

    /** Puts a page with lines of so many bytes before others. */
    PageChain(PageText page, int bytes, @Nullable PageChain next) {
        this.page = page;
        this.next = next;
        this.byteLength = bytes + (next == null ? 0 : next.byteLength);
        this.count = 1 + (next == null ? 0 : next.count);
    }

    PageText page() {
        return page;
    }

    /** The pages after it, {@code null} after the last. */
    @Nullable
    PageChain next() {
        return next;
    }

    /** How many bytes the lines of them all have. */
    long byteLength() {
        return byteLength;
    }

    /** How many pages there are. */
    int count() {
        return count;
    }
}
