// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.directory;

import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A directory of rooms, in the order of creation. Names are unique, and so are pairs of address and port.
 *
 * <p>Methods are atomic: if two callers create the same name or address concurrently, one succeeds, even if several
 * servers share a directory. Safe for use by multiple threads. No call takes longer than {@link
 * CrdsProtocol#LONGEST_DIRECTORY_CALL}. The time of create, find and delete does not depend on the number of rooms.
 */
public interface RoomDirectory extends AutoCloseable {
    /**
     * Creates a room at the end of the listing, or replaces the room of that name if the {@link DirectoryRules} allow
     * it. Checks the name first, then the address, then the number of rooms.
     *
     * @param room the room
     * @return the result
     * @throws IOException if the directory cannot be read or changed; it is unchanged or its state is unknown
     */
    CreateResult create(Room room) throws IOException;

    /**
     * Deletes the room of a name, if there is one. Its name and address can be used again.
     *
     * @param name a name for which {@link Room#isName} holds
     * @return whether there was such a room
     * @throws IOException if the directory cannot be read or changed; it is unchanged or its state is unknown
     */
    boolean delete(String name) throws IOException;

    /**
     * {@return the address of a room, or {@code null} if there is no such room}
     *
     * @param name a name for which {@link Room#isName} holds
     * @throws IOException if the directory cannot be read
     */
    @Nullable
    RoomAddress find(String name) throws IOException;

    /**
     * {@return a new snapshot of all rooms, which only one reader may use}
     *
     * @throws IOException if the directory cannot be read
     */
    ListingSnapshot listing() throws IOException;

    /**
     * {@return whether methods of this directory and its listings may block, for instance on a disk or a remote host}
     * A server then calls them on worker threads. The result is constant, by default {@code false}.
     */
    default boolean blocks() {
        return false;
    }

    /**
     * Releases the resources of the directory, such as connections. It must not be used afterwards.
     *
     * @throws IOException if closing fails
     */
    @Override
    default void close() throws IOException {}
}
