// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.crds.directory.RoomDirectory;
import java.util.Objects;
import java.util.function.Function;

/**
 * Creates the session of each client; a transport serves it.
 *
 * @param directory the rooms, shared by all clients; not closed
 * @param listener receives the events
 * @param explain whether to send a line that names the mistake before closing because of one, for teaching: it departs
 *     from the protocol
 */
public record CrdsService(RoomDirectory directory, CrdsListener listener, boolean explain)
        implements Function<Peer, ByteSession> {
    /**
     * Creates a service.
     *
     * @param directory the rooms
     * @param listener receives the events
     * @param explain whether to send a line that names the mistake before closing because of one
     */
    public CrdsService {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(listener, "listener");
    }

    /**
     * Creates a service that keeps to the protocol.
     *
     * @param directory the rooms
     * @param listener receives the events
     */
    public CrdsService(RoomDirectory directory, CrdsListener listener) {
        this(directory, listener, false);
    }

    /**
     * Creates a service that {@linkplain CrdsListener#logging logs} refusals.
     *
     * @param directory the rooms
     */
    public CrdsService(RoomDirectory directory) {
        this(directory, CrdsListener.logging());
    }

    @Override
    public ByteSession apply(Peer peer) {
        return new CrdsServerSession(this, peer).conversation();
    }
}
