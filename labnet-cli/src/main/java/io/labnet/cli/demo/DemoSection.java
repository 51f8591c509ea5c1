// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;

/** The demonstration of one system. */
@FunctionalInterface
interface DemoSection {
    /** Of a server that is sent wrong things on purpose: its log would stand in the middle of the transcript. */
    ServerOptions OPTIONS = ServerOptions.defaults().withListener(ServerListener.SILENT);

    /**
     * Shows it.
     *
     * @param transcript takes what is said and what was expected
     * @throws Exception if it can't go on, which counts as a difference
     */
    void run(Transcript transcript) throws Exception;
}
