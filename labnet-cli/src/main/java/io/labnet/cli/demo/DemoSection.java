// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.core.transport.ServerListener;
import io.labnet.core.transport.ServerOptions;

/** The demonstration of one system. */
@FunctionalInterface
interface DemoSection {
    /** Options for servers that get invalid input on purpose: their log would disturb the transcript. */
    ServerOptions OPTIONS = ServerOptions.defaults().withListener(ServerListener.SILENT);

    /**
     * Runs the demonstration.
     *
     * @param transcript receives the output and the checks
     * @throws Exception if it fails, which counts as a difference
     */
    void run(Transcript transcript) throws Exception;
}
