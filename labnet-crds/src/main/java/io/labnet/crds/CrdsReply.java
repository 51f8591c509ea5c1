// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;
import java.nio.ByteBuffer;

/**
 * A reply of a directory. A server may send a {@link RoomListing} in pieces, a {@link ListingHead} and any number of
 * {@link ListingPart}s. A client always receives a complete {@link RoomListing}.
 *
 * <p>The bytes of a reply do not identify the command. {@link RoomListing#decode} decodes the reply to a
 * {@link CrdsCommand.GetDirectory}, {@link FindReply#decode} the reply to a {@link CrdsCommand.FindRoom}. The other
 * commands have no reply.
 */
public sealed interface CrdsReply permits RoomListing, CrdsReply.ListingHead, CrdsReply.ListingPart, FindReply {
    /**
     * Writes the reply.
     *
     * @param out receives the bytes
     */
    void writeTo(ByteSink out);

    /** {@return the bytes of the reply, in a new array} */
    default byte[] encode() {
        return Encoder.encodeWhole(CrdsReply::writeTo, this);
    }

    /**
     * The head of a listing that is sent in pieces. {@link ListingPart}s of that many bytes follow.
     *
     * @param byteLength the length of the listing in bytes, 0 or more
     */
    record ListingHead(long byteLength) implements CrdsReply {
        /**
         * Checks the length.
         *
         * @param byteLength the length of the listing in bytes
         * @throws IllegalArgumentException if the length is negative
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
     * A piece of a listing.
     *
     * @param text whole lines in UTF-8, each ended by a line feed. Not copied: neither the buffer nor its content may
     *     change before the part is encoded, which {@link io.labnet.core.session.Outbox#send} does immediately
     */
    record ListingPart(ByteBuffer text) implements CrdsReply {
        @Override
        public void writeTo(ByteSink out) {
            out.put(text.duplicate());
        }
    }
}
