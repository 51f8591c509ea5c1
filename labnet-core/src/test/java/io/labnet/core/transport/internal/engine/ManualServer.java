// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.ServerOptions;
import java.util.function.Function;

/** A server without a socket: a test admits connections directly. */
final class ManualServer extends LoopServer {
    /** The number of closed connections. */
    int left;

    ManualServer(Function<Peer, ByteSession> service, ServerOptions options) {
        super(new Endpoint("by-hand", 1), service, options);
    }

    /** Returns the admission of one connection. */
    Admission.Host host() {
        return new Admission.Host(this, "peer");
    }

    @Override
    protected void stopAccepting() {}

    @Override
    public void left(Admission.Host host, boolean complete) {
        left++;
        super.left(host, complete);
    }
}
