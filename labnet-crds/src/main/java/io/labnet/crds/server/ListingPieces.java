// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.crds.CrdsReply.ListingPart;
import io.labnet.crds.directory.ListingSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A listing that is sent in pieces of a few packets. If the directory may block, a worker thread reads the pieces. The
 * session takes the pieces after the worker thread has read them, so the two never use this object at the same time.
 */
final class ListingPieces {
    private final ListingSnapshot snapshot;
    private final List<ListingPart> read = new ArrayList<>();
    private boolean ended;

    /** Reads the first pieces. */
    ListingPieces(ListingSnapshot snapshot) throws IOException {
        this.snapshot = snapshot;
        more();
    }

    long byteLength() {
        return snapshot.byteLength();
    }

    /** Reads the next pieces: in total at most 1.5 times {@link ListingSnapshot#MAX_PIECE_BYTES}. */
    ListingPieces more() throws IOException {
        for (int bytes = 0; !ended && bytes < ListingSnapshot.MAX_PIECE_BYTES / 2; ) {
            ByteBuffer piece = snapshot.next();
            if (piece == null) {
                ended = true;
            } else {
                bytes += piece.remaining();
                read.add(new ListingPart(piece));
            }
        }
        return this;
    }

    /** Removes and returns the pieces that were read. */
    List<ListingPart> take() {
        List<ListingPart> taken = List.copyOf(read);
        read.clear();
        return taken;
    }

    /** Returns whether all pieces have been read. */
    boolean ended() {
        return ended;
    }
}
