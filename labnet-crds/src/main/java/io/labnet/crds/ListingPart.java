// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import java.nio.ByteBuffer;

/**
 * Continues a listing that is said in pieces.
 *
 * @param text whole lines in UTF-8, each ended by a line feed; read-only. Not copied: what it lies in must not be
 *     changed before the part is encoded, which an outbox does at once
 */
public record ListingPart(ByteBuffer text) implements CrdsReply {
    /**
     * Makes a part.
     *
     * @param text whole lines; its position is left alone
     */
    public ListingPart {
        text = text.asReadOnlyBuffer();
    }

    /**
     * Gives the lines.
     *
     * @return a read-only buffer of the caller's own
     */
    @Override
    public ByteBuffer text() {
        return text.duplicate();
    }
}
