// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.transport.ServerOptions;
import java.util.concurrent.Executor;

/** Whose connection a link drives: a server, or a client that has one. */
interface LinkOwner {
    ServerOptions options();

    Executor workers();

    /**
     * A connection is gone.
     *
     * @param host where its peer is
     * @param complete whether all that was said had left, and the output was ended
     */
    void left(Admission.Host host, boolean complete);
}
