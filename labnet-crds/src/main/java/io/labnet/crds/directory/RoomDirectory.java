// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rooms by name, in the order in which they were made. No two have the same name, no two the same address and port.
 *
 * <p>Each method happens at once, or not at all: of two callers who create the same name or address at the same moment,
 * one has it, also where several servers share a directory. Any thread may call. No call takes longer than
 * {@link CrdsProtocol#LONGEST_DIRECTORY_CALL}. How long create, find and delete take does not depend on how many rooms
 * there are.
 */
public interface RoomDirectory extends AutoCloseable {
    /**
     * Makes a room, as the last one, or in the place of the one of that name where the {@link DirectoryRules} have it
     * so. The name is looked at before the address, and both before the number of rooms.
     *
     * @param room the room
     * @return what became of it
     * @throws IOException if the directory can't be read or changed; then nothing has changed, or nobody knows
     */
    CreateResult create(Room room) throws IOException;

    /**
     * {@return whether there was a room of a name, which is deleted} Its name and address are free again.
     *
     * @param name a name for which {@link Room#isName} holds
     * @throws IOException if the directory can't be read or changed; then nothing has changed, or nobody knows
     */
    boolean delete(String name) throws IOException;

    /**
     * {@return where a room is, {@code null} if there is none}
     *
     * @param name a name for which {@link Room#isName} holds
     * @throws IOException if the directory can't be read
     */
    @Nullable
    RoomAddress find(String name) throws IOException;

    /**
     * {@return a listing of the rooms as they are now, from its beginning; for one reader}
     *
     * @throws IOException if the directory can't be read
     */
    ListingSnapshot listing() throws IOException;

    /**
     * {@return whether the methods of this directory and of its listings may wait, for a disk or another machine, so
     * that a server calls them where nobody else has to wait; always the same, by default {@code false}}
     */
    default boolean blocks() {
        return false;
    }

    /**
     * Lets go of what the directory holds, such as connections. It must not be used afterwards.
     *
     * @throws IOException if that fails
     */
    @Override
    default void close() throws IOException {}
}
