// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;

/** The demonstration of one system. */
@FunctionalInterface
interface DemoSection {
    /**
     * Options that switch off a server's log. The demonstrations send invalid input on purpose, and the log of it would
     * disturb the transcript.
     */
    ServerOptions OPTIONS = ServerOptions.defaults().withListener(ServerListener.SILENT);

    /**
     * Runs the demonstration.
     *
     * @param transcript receives the output and the checks
     * @throws Exception if the demonstration fails; the caller counts that as an unexpected result
     */
    void run(Transcript transcript) throws Exception;
}
