// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;
import java.nio.ByteBuffer;

/**
 * What a directory answers. A {@link RoomListing} may also be said in pieces, a {@link ListingHead} and any number of
 * {@link ListingPart}s: those are never heard, a listing is heard whole.
 *
 * <p>The bytes of a reply do not tell which command they answer. {@link RoomListing#decode} decodes the answer to a
 * {@link CrdsCommand.GetDirectory}, {@link FindReply#decode} that to a {@link CrdsCommand.FindRoom}; the other commands
 * have none.
 */
public sealed interface CrdsReply permits RoomListing, CrdsReply.ListingHead, CrdsReply.ListingPart, FindReply {
    /**
     * Writes the reply.
     *
     * @param out takes the bytes
     */
    void writeTo(ByteSink out);

    /** {@return the bytes of the reply, in a new array} */
    default byte[] encode() {
        return Encoder.encodeWhole(CrdsReply::writeTo, this);
    }

    /**
     * Begins a listing that is said in pieces. {@link ListingPart}s of so many bytes follow.
     *
     * @param byteLength how long the listing is, in bytes, 0 or more
     */
    record ListingHead(long byteLength) implements CrdsReply {
        /**
         * Checks the length.
         *
         * @param byteLength how long the listing is, in bytes
         * @throws IllegalArgumentException if it is negative
         */
        public ListingHead {
            if (byteLength < 0) {
                throw new IllegalArgumentException("byteLength " + byteLength + " is negative");
            }
        }

        @Override
        public void writeTo(ByteSink out) {
            out.putLong(byteLength);
        }
    }

    /**
     * Continues a listing that is said in pieces.
     *
     * @param text whole lines in UTF-8, each ended by a line feed. Not copied: neither the buffer nor what it lies in
     *     may change before the part is encoded, which an outbox does at once
     */
    record ListingPart(ByteBuffer text) implements CrdsReply {
        @Override
        public void writeTo(ByteSink out) {
            out.put(text.duplicate());
        }
    }
}
