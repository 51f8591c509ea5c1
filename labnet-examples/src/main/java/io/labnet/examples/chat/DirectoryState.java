// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.chat;

/**
 * What a directory in a database knows of itself.
 *
 * @param version the number of changes so far
 * @param rooms how many rooms there are
 * @param byteLength how many bytes their listing has
 * @param forgotten the last version whose rooms are no longer all there to be listed
 */
record DirectoryState(long version, long rooms, long byteLength, long forgotten) {
    /** After a change that has made one room more, or less, or none of both. */
    DirectoryState next(int moreRooms, int moreBytes) {
        return new DirectoryState(version + 1, rooms + moreRooms, byteLength + moreBytes, forgotten);
    }

    DirectoryState forgetting(long upTo) {
        return new DirectoryState(version, rooms, byteLength, Math.max(forgotten, upTo));
    }
}
