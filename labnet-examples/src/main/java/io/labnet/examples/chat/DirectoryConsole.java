// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.chat;

import io.labnet.core.session.Peer;
import io.labnet.crds.DirectoryListener;
import io.labnet.crds.RefusalCounts;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomRefusal;
import io.labnet.examples.cli.Escaped;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Prints what clients ask of a directory and what became of it, a line each. Every refused room is printed and counted,
 * because the client is not told.
 */
public final class DirectoryConsole implements DirectoryListener {
    private final PrintStream out;
    private final boolean quiet;
    private final RefusalCounts refusals = new RefusalCounts();

    /**
     * Makes a console.
     *
     * @param out where the lines go; each is flushed at once
     * @param quiet whether only refusals and failures are printed
     */
    public DirectoryConsole(PrintStream out, boolean quiet) {
        this.out = Objects.requireNonNull(out, "out");
        this.quiet = quiet;
    }

    /**
     * Prints where the server listens, whether quiet or not.
     *
     * @param port the port
     */
    public void listening(int port) {
        print("Chat room directory listening on port " + port + ".");
    }

    @Override
    public void connected(Peer peer) {
        tell(peer, "connected");
    }

    @Override
    public void listed(Peer peer, long byteLength) {
        tell(peer, "getdir: " + byteLength + " bytes");
    }

    @Override
    public void roomMade(Peer peer, Room room, boolean replaced) {
        tell(peer, "makeroom " + room + ": " + (replaced ? "replaced" : "made"));
    }

    @Override
    public void roomRefused(Peer peer, String room, RoomRefusal refusal) {
        long count = refusals.add(refusal);
        print(line(peer, "makeroom " + room + ": refused, " + refusal.reason() + " (" + count + " so far)"));
    }

    @Override
    public void roomDeleted(Peer peer, String name, boolean existed) {
        tell(peer, "deleteroom " + name + ": " + (existed ? "deleted" : "no such room"));
    }

    @Override
    public void roomSought(Peer peer, String name, @Nullable RoomAddress address) {
        tell(peer, "chat " + name + ": " + (address == null ? "no such room" : address));
    }

    @Override
    public void directoryFailed(Peer peer, IOException cause) {
        print(line(peer, "the directory failed: " + cause.getMessage()));
    }

    @Override
    public void disconnected(Peer peer) {
        tell(peer, "disconnected");
    }

    private void tell(Peer peer, String what) {
        if (!quiet) {
            print(line(peer, what));
        }
    }

    private static String line(Peer peer, String what) {
        return "[" + peer + "] " + Escaped.of(what);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
