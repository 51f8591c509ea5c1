// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.PeerLines;
import io.labnet.core.transport.ServiceListener;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomRefusal;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of a directory server, for logs, counters and consoles.
 *
 * <p>Names and rooms are passed as they were sent, so they may contain control characters.
 */
public interface CrdsListener extends ServiceListener {
    /** Ignores all events, even refused rooms. */
    CrdsListener SILENT = new CrdsListener() {};

    /**
     * {@return a listener that prints each command of a client with its result, one line each} Clients are not notified
     * of a refusal, so each refused room is printed with the reason and the number of refusals for that reason.
     * {@link PeerLines} limits the number of lines about each address. The port of the server is always printed.
     *
     * @param out the stream for the lines; each line is flushed immediately
     * @param quiet whether to print only refusals and failures of the commands
     */
    static CrdsListener printing(PrintStream out, boolean quiet) {
        return new PrintingCrdsListener(out, quiet);
    }

    /**
     * {@return a listener that logs refused rooms and failures of the directory, with the logger {@code
     * io.labnet.crds}} Clients are not notified of them. Each refused room is logged with the reason and the number of
     * refusals for that reason. For one address, at most ten lines per second are logged on average, and at most twenty
     * at once. A later line states how many lines were omitted. Control characters, line and paragraph separators and
     * format characters (such as those that change the direction of text) are escaped, so that no name can forge or
     * hide a line.
     */
    static CrdsListener logging() {
        return new LoggingCrdsListener();
    }

    /**
     * A client has requested all rooms, and the listing is being sent.
     *
     * @param peer the client
     * @param byteLength the length of the listing in bytes
     */
    default void listed(Peer peer, long byteLength) {}

    /**
     * A room has been created.
     *
     * @param peer the client that requested it
     * @param room the room
     * @param replaced whether the new room has replaced one of the same name
     */
    default void roomCreated(Peer peer, Room room, boolean replaced) {}

    /**
     * A room has been refused.
     *
     * @param peer the client that requested it
     * @param command the requested room
     * @param refusal the reason; {@link RoomRefusal#explain} returns a text for people
     */
    default void roomRefused(Peer peer, MakeRoom command, RoomRefusal refusal) {}

    /**
     * A client has requested that a room be deleted.
     *
     * @param peer the client
     * @param name the name of the room
     * @param existed whether there was such a room
     */
    default void roomDeleted(Peer peer, String name, boolean existed) {}

    /**
     * A client has requested the address of a room.
     *
     * @param peer the client
     * @param name the name of the room
     * @param address the address, or {@code null} if there is no such room
     */
    default void roomLookedUp(Peer peer, String name, @Nullable RoomAddress address) {}

    /**
     * The directory failed.
     *
     * @param peer the client that sent the command
     * @param cause the exception of the directory; if its cause is a
     *     {@link java.util.concurrent.RejectedExecutionException}, the server had too few worker threads
     */
    default void directoryFailed(Peer peer, IOException cause) {}
}
