// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import java.security.SecureRandom;

/**
 * What a directory in a database knows of itself.
 *
 * @param version the number of changes so far
 * @param mark a random number of the last change, which tells it from a change of the same version in another database,
 *     or in this one before an old copy was put back; 0 if there is none
 * @param rooms how many rooms there are
 * @param byteLength how many bytes their listing has
 * @param forgotten the last version whose rooms are no longer all there to be listed
 */
record DirectoryState(long version, long mark, long rooms, long byteLength, long forgotten) {
    private static final SecureRandom MARKS = new SecureRandom();

    /** After a change that has made one room more, or less, or none of both. */
    DirectoryState next(int moreRooms, int moreBytes) {
        return new DirectoryState(
                version + 1, MARKS.nextLong() | 1, rooms + moreRooms, byteLength + moreBytes, forgotten);
    }

    DirectoryState forgetting(long upTo) {
        return new DirectoryState(version, mark, rooms, byteLength, Math.max(forgotten, upTo));
    }
}
