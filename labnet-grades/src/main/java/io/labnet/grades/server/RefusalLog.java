// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.server;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.LineLimit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Logs requests that can be decoded but are refused, at most ten lines per second about one address. */
final class RefusalLog {
    private static final Logger LOGGER = System.getLogger("io.labnet.grades");
    private static final LineLimit LIMIT = LineLimit.ofRefusals(counts -> LOGGER.log(Level.WARNING, counts));

    private RefusalLog() {}

    static void warn(Peer peer, String why) {
        if (LIMIT.permits(peer.host())) {
            LOGGER.log(Level.WARNING, peer + " (connection " + peer.connection() + ") refused: " + why);
        }
    }
}
