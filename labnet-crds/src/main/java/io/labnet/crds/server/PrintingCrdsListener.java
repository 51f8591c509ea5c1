// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.PeerLines;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomRefusal;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Prints the commands of clients with their results: see {@link CrdsListener#printing}. */
final class PrintingCrdsListener implements CrdsListener {
    private static final int MAX_CHARS = 100;

    private final PeerLines lines;
    private final boolean quiet;
    private final Map<RoomRefusal, Long> refusals = new ConcurrentHashMap<>();

    PrintingCrdsListener(PrintStream out, boolean quiet) {
        this.lines = new PeerLines(out);
        this.quiet = quiet;
    }

    @Override
    public void listening(Endpoint at) {
        lines.print("Chat room directory listening on port " + at.port() + ".");
    }

    @Override
    public void connected(Peer peer) {
        printConnection(peer, "connected");
    }

    @Override
    public void listed(Peer peer, long byteLength) {
        print(peer, "getdir: " + byteLength + " bytes");
    }

    @Override
    public void roomCreated(Peer peer, Room room, boolean replaced) {
        print(peer, "makeroom " + room + ": " + (replaced ? "replaced" : "made"));
    }

    @Override
    public void roomRefused(Peer peer, MakeRoom command, RoomRefusal refusal) {
        long count = refusals.merge(refusal, 1L, Long::sum);
        String room = EscapedText.of(command.shown(), MAX_CHARS);
        lines.refuse(peer, "makeroom " + room + ": refused, " + refusal.explain(command) + ", " + count + " so far");
    }

    @Override
    public void roomDeleted(Peer peer, String name, boolean existed) {
        print(peer, "deleteroom " + name + ": " + (existed ? "deleted" : RoomRefusal.explainUnknown(name)));
    }

    @Override
    public void roomLookedUp(Peer peer, String name, @Nullable RoomAddress address) {
        print(peer, "chat " + name + ": " + (address == null ? RoomRefusal.explainUnknown(name) : address));
    }

    @Override
    public void directoryFailed(Peer peer, IOException cause) {
        lines.refuse(peer, "the directory failed: " + cause.getMessage());
    }

    @Override
    public void disconnected(Peer peer) {
        printConnection(peer, "disconnected");
    }

    private void printConnection(Peer peer, String what) {
        if (!quiet) {
            lines.printConnection(peer, "[" + peer + "] " + what);
        }
    }

    private void print(Peer peer, String what) {
        if (!quiet) {
            lines.printNaming(peer, "[" + peer + "] " + EscapedText.of(what));
        }
    }

    @Override
    public void stopped() {
        lines.stopped();
    }
}
