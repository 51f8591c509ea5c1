// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.session.Peer;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomRefusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to a directory that is served: for logs, counts and consoles. Called by the threads that drive
 * the conversations, so it must be quick and safe for several threads. By default its methods do nothing.
 *
 * <p>Names and rooms are told as they were sent: they may hold control characters.
 */
public interface CrdsListener {
    /**
     * A conversation has begun.
     *
     * @param peer the client
     */
    default void connected(Peer peer) {}

    /**
     * A client has asked for all rooms, and the answer is on its way.
     *
     * @param peer the client
     * @param byteLength how long the listing is, in bytes
     */
    default void listed(Peer peer, long byteLength) {}

    /**
     * A room has been made.
     *
     * @param peer the client that asked for it
     * @param room the room
     * @param replaced whether it has taken the place of the one that had its name
     */
    default void roomMade(Peer peer, Room room, boolean replaced) {}

    /**
     * A room has not been made.
     *
     * @param peer the client that asked for it
     * @param room what was asked for, as it would stand in a listing; {@code (bytes 02 00 ...)} where there is no name
     * @param refusal why not
     */
    default void roomRefused(Peer peer, String room, RoomRefusal refusal) {}

    /**
     * A client has asked for a room to be deleted.
     *
     * @param peer the client
     * @param name the name of the room
     * @param existed whether there was such a room
     */
    default void roomDeleted(Peer peer, String name, boolean existed) {}

    /**
     * A client has asked where a room is.
     *
     * @param peer the client
     * @param name the name of the room
     * @param address where it is, {@code null} if there is none
     */
    default void roomSought(Peer peer, String name, @Nullable RoomAddress address) {}

    /**
     * The directory failed.
     *
     * @param peer the client that had asked for something
     * @param cause what the directory threw; a {@link java.util.concurrent.RejectedExecutionException} inside it says
     *     that the server had too few workers
     */
    default void directoryFailed(Peer peer, IOException cause) {}

    /**
     * A conversation is over.
     *
     * @param peer the client
     */
    default void disconnected(Peer peer) {}
}
