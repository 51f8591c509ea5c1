// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

/**
 * What a {@link RoomDirectory} allows.
 *
 * @param maxRooms how many rooms there may be, at least 1
 * @param overwrite whether a room takes the place of the one that has its name. If not, it is refused
 */
public record DirectoryRules(int maxRooms, boolean overwrite) {
    /** How many rooms there may be where nobody says otherwise. */
    public static final int DEFAULT_MAX_ROOMS = 100_000;

    /** {@value #DEFAULT_MAX_ROOMS} rooms, none of which takes the place of another. */
    public static final DirectoryRules DEFAULT = new DirectoryRules(DEFAULT_MAX_ROOMS, false);

    /**
     * Checks the bound.
     *
     * @param maxRooms how many rooms there may be
     * @param overwrite whether a room takes the place of the one that has its name
     * @throws IllegalArgumentException if {@code maxRooms} is less than 1
     */
    public DirectoryRules {
        if (maxRooms < 1) {
            throw new IllegalArgumentException("maxRooms " + maxRooms + " is less than 1");
        }
    }
}
