// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.NameUuid;
import io.labnet.core.session.Peer;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The UUIDs of those who are connected, no two of them equal. Safe for any number of threads. */
final class ClientIds {
    private final Set<UUID> connected = ConcurrentHashMap.newKeySet();

    ClientIds() {}

    /**
     * Gives a client its UUID: that of its name or, while another has that, one of its name and address.
     *
     * @return the UUID, which is this client's until it {@link #leave leaves}
     */
    UUID enter(String name, Peer peer) {
        String known = name;
        UUID uuid = NameUuid.of(known);
        while (!connected.add(uuid)) {
            known += "@" + peer.host() + ":" + peer.port();
            uuid = NameUuid.of(known);
        }
        return uuid;
    }

    /** Lets others have the UUID. */
    void leave(UUID uuid) {
        connected.remove(uuid);
    }
}
