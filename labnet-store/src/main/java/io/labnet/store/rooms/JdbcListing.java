// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.crds.directory.ListingSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the listing of one version of a directory, of which all readers share the pages. */
final class JdbcListing implements ListingSnapshot {
    private final long byteLength;
    private @Nullable ListingPage next;

    JdbcListing(ListingPage first, long byteLength) {
        this.next = first;
        this.byteLength = byteLength;
    }

    @Override
    public long byteLength() {
        return byteLength;
    }

    @Override
    public @Nullable ByteBuffer next() throws IOException {
        ListingPage page = next;
        if (page == null) {
            return null;
        }
        ByteBuffer text = page.text();
        next = page.next();
        return text.hasRemaining() ? text : null;
    }
}
