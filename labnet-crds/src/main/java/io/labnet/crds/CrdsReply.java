// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Encoder;

/**
 * What a directory answers. A {@link RoomListing} may also be said in pieces, a {@link ListingHead} and any number of
 * {@link ListingPart}s: those are never heard, a listing is heard whole.
 *
 * <p>The bytes of a reply do not tell which command they answer. {@link RoomListing#decode} decodes the answer to a
 * {@link GetDirectory}, {@link FindReply#decode} that to a {@link FindRoom}; the other commands have none.
 */
public sealed interface CrdsReply permits RoomListing, ListingHead, ListingPart, FindReply {
    /**
     * Encodes the reply.
     *
     * @return its bytes, in a new array
     */
    default byte[] encode() {
        return Encoder.encodeWhole(new CrdsReplyEncoder(), this);
    }
}
