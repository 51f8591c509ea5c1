// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A listing of rooms as they were at one moment, read from its beginning to its end. It holds nothing that has to be
 * closed, and does not change with the directory. What it takes to know the rooms as they were may cost memory, which
 * is bounded by the directory: so a listing that is read too slowly may come to an untimely end. For one reader at a
 * time.
 */
public interface ListingSnapshot {
    /** How long a piece may be, in bytes. */
    int MAX_PIECE_BYTES = 32 * 1024;

    /** {@return how long the whole listing is: the sum of the bytes of all pieces} */
    long byteLength();

    /**
     * Reads on.
     *
     * @return the next whole lines, such as {@code room1: 239.0.0.10:5000} and a line feed, in UTF-8: at least one, at
     *     most {@link #MAX_PIECE_BYTES} bytes, not to be changed by anyone; {@code null} after the last
     * @throws IOException if the directory can't be read any more, or the listing is too old
     */
    @Nullable
    ByteBuffer next() throws IOException;
}
