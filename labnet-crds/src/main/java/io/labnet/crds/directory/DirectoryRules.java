// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

/**
 * The rules of a {@link RoomDirectory}.
 *
 * @param maxRooms the maximum number of rooms, at least 1
 * @param overwrite whether a room replaces an existing room of the same name; otherwise it is refused
 */
public record DirectoryRules(int maxRooms, boolean overwrite) {
    /** The default maximum number of rooms. */
    public static final int DEFAULT_MAX_ROOMS = 100_000;

    /** At most {@value #DEFAULT_MAX_ROOMS} rooms, without replacement. */
    public static final DirectoryRules DEFAULT = new DirectoryRules(DEFAULT_MAX_ROOMS, false);

    /**
     * Creates rules.
     *
     * @param maxRooms the maximum number of rooms
     * @param overwrite whether a room replaces an existing room of the same name
     * @throws IllegalArgumentException if {@code maxRooms} is less than 1
     */
    public DirectoryRules {
        if (maxRooms < 1) {
            throw new IllegalArgumentException("maxRooms " + maxRooms + " is less than 1");
        }
    }
}
