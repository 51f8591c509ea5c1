// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

/**
 * What a directory answers. A {@link RoomListing} may also be said in pieces, a {@link ListingHead} and any number of
 * {@link ListingPart}s: those are never heard, a listing is heard whole.
 */
public sealed interface CrdsReply permits RoomListing, ListingHead, ListingPart, RoomFound, NoSuchRoom {}
