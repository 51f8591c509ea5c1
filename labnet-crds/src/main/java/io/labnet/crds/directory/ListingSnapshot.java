// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of all rooms, read in pieces from beginning to end. It does not change with the directory, and need not be
 * closed. The directory bounds the memory for its snapshots, so a snapshot that is read too slowly may expire. For one
 * reader at a time.
 */
public interface ListingSnapshot {
    /** The maximum size of a piece in bytes. */
    int MAX_PIECE_BYTES = 32 * 1024;

    /** {@return the length of the whole listing in bytes, the sum of all pieces} */
    long byteLength();

    /**
     * Reads the next piece.
     *
     * @return the next whole lines in UTF-8, such as {@code room1: 239.0.0.10:5000} and a line feed. There is at least
     *     one line, and at most {@link #MAX_PIECE_BYTES} bytes. Do not modify the buffer. The result is {@code null}
     *     after the last line
     * @throws IOException if the directory can no longer be read, or the listing has expired
     */
    @Nullable
    ByteBuffer next() throws IOException;
}
