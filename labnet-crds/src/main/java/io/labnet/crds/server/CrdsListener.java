// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.PeerLines;
import io.labnet.core.transport.ServiceListener;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomRefusal;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to a directory that is served: for logs, counts and consoles.
 *
 * <p>Names and rooms are told as they were sent: they may hold control characters.
 */
public interface CrdsListener extends ServiceListener {
    /** Does nothing at all, not even log a room that is refused. */
    CrdsListener SILENT = new CrdsListener() {};

    /**
     * {@return a listener that prints what clients ask of a directory and what became of it, a line each} Refused
     * rooms are counted, and printed as {@link PeerLines} bounds it, because the client is not told. Where the server
     * listens is always printed.
     *
     * @param out where the lines go; each is flushed at once
     * @param quiet whether, of what clients do, only refusals and failures are printed
     */
    static CrdsListener printing(PrintStream out, boolean quiet) {
        return new PrintingCrdsListener(out, quiet);
    }

    /**
     * {@return a listener that logs, under the name {@code io.labnet.crds}, what nobody is told: each refused room,
     * with how many were refused for the same reason, and failures of the directory} At most ten lines a second are
     * logged about one address, and twenty at once; then how many were left out. A room is shown with escapes for
     * control characters, line and paragraph separators and format characters (such as those that turn the direction
     * of text), so that no name forges or hides a line.
     */
    static CrdsListener logging() {
        return new LoggingCrdsListener();
    }

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
}
