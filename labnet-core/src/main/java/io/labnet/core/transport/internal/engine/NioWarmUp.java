// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Warms up the JDK's socket code. When the JDK closes its first socket, it opens a pair of sockets. If the process has
 * no file descriptor left at that time, it can no longer close any socket. Therefore, {@link #run} closes a first
 * socket early.
 */
public final class NioWarmUp {
    private static volatile boolean done;

    private NioWarmUp() {}

    /** Runs the warm-up, once. Call it before opening a socket. */
    public static void run() throws IOException {
        if (!done) {
            SocketChannel.open().close();
            done = true;
        }
    }
}
