// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.transport.ServerOptions;
import java.util.concurrent.Executor;

/** The owner of a link: a server or a client. */
interface LinkOwner {
    ServerOptions options();

    Executor workers();

    /**
     * Called when a connection is closed.
     *
     * @param host the peer's address
     * @param complete whether all output was written, and the end of the output was sent
     */
    void left(Admission.Host host, boolean complete);
}
