// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

/**
 * Begins a listing that is said in pieces. {@link ListingPart}s of so many bytes follow.
 *
 * @param byteLength how long the listing is, in bytes, 0 or more
 */
public record ListingHead(long byteLength) implements CrdsReply {
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
}
