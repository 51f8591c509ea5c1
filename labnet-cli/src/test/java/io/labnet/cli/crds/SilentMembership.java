// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Membership;
import io.labnet.core.transport.MemoryDatagrams;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A member to whom nothing comes, as on a network that carries no multicast. */
record SilentMembership(Membership unused) implements Membership {
    static SilentMembership join(Endpoint group) throws IOException {
        return new SilentMembership(new MemoryDatagrams().join(group));
    }

    @Override
    public Endpoint group() {
        return unused.group();
    }

    @Override
    public void send(ByteBuffer datagram) {
        datagram.position(datagram.limit());
    }

    @Override
    public Peer receive(ByteBuffer into, Duration timeout) throws IOException {
        return unused.receive(into, timeout);
    }

    @Override
    public void close() {
        unused.close();
    }
}
