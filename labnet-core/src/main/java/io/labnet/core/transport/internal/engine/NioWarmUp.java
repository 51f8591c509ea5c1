// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * What the JDK does when it closes a socket for the first time: it opens a pair of sockets to prepare for that. If the
 * process had no file left by then, no socket could be closed any more.
 */
public final class NioWarmUp {
    private static volatile boolean done;

    private NioWarmUp() {}

    /** Gets it over with. To be called before a socket is opened. */
    public static void run() throws IOException {
        if (!done) {
            SocketChannel.open().close();
            done = true;
        }
    }
}
