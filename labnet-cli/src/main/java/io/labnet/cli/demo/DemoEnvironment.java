// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.util.function.Function;

/**
 * Where the demonstrations run, and how large they are.
 *
 * @param transport the transport of all servers and clients
 * @param anywhere the endpoint of each server; no two servers run at the same time
 * @param divisor by how much crowds and long inputs are smaller than those that users see, 1 or more
 */
record DemoEnvironment(Transport transport, Endpoint anywhere, int divisor) {
    /** Returns the environment that users see: TCP on free ports of the loopback interface, with all sizes. */
    static DemoEnvironment tcp() {
        return new DemoEnvironment(new TcpTransport(), Endpoint.loopback(0), 1);
    }

    Server serve(Function<Peer, ? extends ByteSession> service, ServerOptions options) throws IOException {
        return transport.serve(anywhere, service, options);
    }

    /** Returns the number of clients, bytes or the like of which users see {@code full}. */
    int scaled(int full) {
        return full / divisor;
    }
}
