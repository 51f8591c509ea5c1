// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.session.Peer;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomRefusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records the events as text. */
final class RecordingListener implements CrdsListener {
    private final List<String> events = new ArrayList<>();

    List<String> events() {
        return events;
    }

    @Override
    public void connected(Peer peer) {
        events.add("connected");
    }

    @Override
    public void listed(Peer peer, long byteLength) {
        events.add("listed " + byteLength);
    }

    @Override
    public void roomCreated(Peer peer, Room room, boolean replaced) {
        events.add((replaced ? "replaced " : "created ") + room);
    }

    @Override
    public void roomRefused(Peer peer, MakeRoom command, RoomRefusal refusal) {
        events.add("refused " + command.shown() + " " + refusal);
    }

    @Override
    public void roomDeleted(Peer peer, String name, boolean existed) {
        events.add((existed ? "deleted " : "not found: ") + name);
    }

    @Override
    public void roomLookedUp(Peer peer, String name, @Nullable RoomAddress address) {
        events.add("looked up " + name + " " + address);
    }

    @Override
    public void directoryFailed(Peer peer, IOException cause) {
        events.add("failed " + cause.getMessage());
    }

    @Override
    public void disconnected(Peer peer) {
        events.add("disconnected");
    }
}
