// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.crds.directory.RoomDirectory;
import java.util.Objects;
import java.util.function.Function;

/**
 * Creates the session of each client. Pass it to a {@link io.labnet.core.transport.Transport}, which runs the server.
 *
 * @param directory the rooms, shared by all clients; the service does not close it
 * @param listener receives the events
 * @param explain whether to send a client a line that names its mistake before closing, for teaching; the protocol has
 *     no such line
 */
public record CrdsService(RoomDirectory directory, CrdsListener listener, boolean explain)
        implements Function<Peer, ByteSession> {
    /**
     * Creates a service.
     *
     * @param directory the rooms
     * @param listener receives the events
     * @param explain whether to send a client a line that names its mistake before closing
     */
    public CrdsService {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(listener, "listener");
    }

    /**
     * Creates a service that, as the protocol requires, does not explain mistakes to clients.
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
