// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.crds.CrdsReply.ListingPart;
import io.labnet.crds.directory.ListingSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A listing as it is sent: some pieces at a time, as many as fit a few packets. They are read by whoever may wait for
 * them and taken by the conversation, never at once.
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

    /** Reads the next pieces, at most one and a half {@link ListingSnapshot#MAX_PIECE_BYTES} together. */
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

    /** Takes what was read. */
    List<ListingPart> take() {
        List<ListingPart> taken = List.copyOf(read);
        read.clear();
        return taken;
    }

    /** Whether there is nothing after what was read. */
    boolean ended() {
        return ended;
    }
}
