// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.datagram;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.internal.DatagramChecks;
import java.net.SocketException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The membership in a group in memory. Each open member has a separate port, so that receivers can distinguish senders.
 * A datagram sent to the port of a member reaches only that member.
 */
public final class MemoryMembership extends MemoryPort implements Membership {
    private final Endpoint group;

    MemoryMembership(MemoryDatagrams transport, Endpoint group, Peer self, ReentrantLock lock, int capacity) {
        super(transport, self, lock, capacity);
        this.group = group;
    }

    @Override
    public Endpoint group() {
        return group;
    }

    @Override
    public Endpoint endpoint() {
        return group;
    }

    @Override
    SocketException closed() {
        return DatagramChecks.left(group);
    }
}
