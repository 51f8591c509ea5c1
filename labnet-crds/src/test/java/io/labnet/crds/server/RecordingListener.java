// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.session.Peer;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomRefusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told. */
final class RecordingListener implements CrdsListener {
    private final List<String> told = new ArrayList<>();

    List<String> told() {
        return told;
    }

    @Override
    public void connected(Peer peer) {
        told.add("connected");
    }

    @Override
    public void listed(Peer peer, long byteLength) {
        told.add("listed " + byteLength);
    }

    @Override
    public void roomCreated(Peer peer, Room room, boolean replaced) {
        told.add((replaced ? "replaced " : "made ") + room);
    }

    @Override
    public void roomRefused(Peer peer, String room, RoomRefusal refusal) {
        told.add("refused " + room + " " + refusal);
    }

    @Override
    public void roomDeleted(Peer peer, String name, boolean existed) {
        told.add((existed ? "deleted " : "not there: ") + name);
    }

    @Override
    public void roomLookedUp(Peer peer, String name, @Nullable RoomAddress address) {
        told.add("sought " + name + " " + address);
    }

    @Override
    public void directoryFailed(Peer peer, IOException cause) {
        told.add("failed " + cause.getMessage());
    }

    @Override
    public void disconnected(Peer peer) {
        told.add("disconnected");
    }
}
