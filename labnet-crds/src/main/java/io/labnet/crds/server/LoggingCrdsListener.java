// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.LineLimit;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.RoomRefusal;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Logs refused rooms and failures of the directory: see {@link CrdsListener#logging}. */
final class LoggingCrdsListener implements CrdsListener {
    private static final int MAX_CHARS = 100;

    private final Logger logger;
    private final LineLimit limit;
    private final Map<RoomRefusal, Long> counts = new ConcurrentHashMap<>();

    LoggingCrdsListener() {
        this(System.getLogger("io.labnet.crds"));
    }

    LoggingCrdsListener(Logger logger) {
        this.logger = Objects.requireNonNull(logger, "logger");
        this.limit = LineLimit.ofRefusals(leftOut -> logger.log(Level.WARNING, leftOut));
    }

    /** Returns the number of refused rooms by reason. */
    Map<RoomRefusal, Long> counts() {
        return counts;
    }

    @Override
    public void roomRefused(Peer peer, MakeRoom command, RoomRefusal refusal) {
        long count = counts.merge(refusal, 1L, Long::sum);
        if (!limit.permits(peer.host())) {
            return;
        }
        String room = command.shown();
        String shown = EscapedText.of(room.substring(0, Math.min(room.length(), MAX_CHARS)));
        logger.log(
                Level.WARNING,
                "{0} requested room \"{1}\": refused because {2}; refusals for this reason: {3,number,0}",
                peer,
                room.length() > MAX_CHARS ? shown + "..." : shown,
                refusal.explain(command),
                count);
    }

    @Override
    public void directoryFailed(Peer peer, IOException cause) {
        if (limit.permits(peer.host())) {
            String what = "the directory failed for " + peer;
            logger.log(Level.WARNING, what + ": " + cause.getMessage());
            logger.log(Level.DEBUG, what, cause);
        }
    }
}
