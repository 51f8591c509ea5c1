// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.LineLimit;
import io.labnet.crds.RoomRefusal;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * Logs what nobody is told: each refused room, with how many were refused for the same reason, and failures of the
 * directory. At most ten lines a second are logged about one address, and twenty at once; then how many were left out. A
 * room is shown with escapes for control characters, line and paragraph separators and format characters (such as those
 * that turn the direction of text), so that no name forges or hides a line.
 */
public final class LoggingCrdsListener implements CrdsListener {
    private static final int MAX_CHARS = 100;

    private final Logger logger;
    private final LineLimit limit;
    private final RefusalCounts counts = new RefusalCounts();

    /** Logs under the name {@code io.labnet.crds}. */
    public LoggingCrdsListener() {
        this(System.getLogger("io.labnet.crds"));
    }

    LoggingCrdsListener(Logger logger) {
        this.logger = Objects.requireNonNull(logger, "logger");
        this.limit = LineLimit.ofRefusals(leftOut -> logger.log(Level.WARNING, leftOut));
    }

    /**
     * Tells how many rooms were refused.
     *
     * @return the counts, which go on
     */
    public RefusalCounts refusals() {
        return counts;
    }

    @Override
    public void roomRefused(Peer peer, String room, RoomRefusal refusal) {
        long count = counts.add(refusal);
        if (!limit.permits(peer.host())) {
            return;
        }
        String shown = EscapedText.of(room.substring(0, Math.min(room.length(), MAX_CHARS)));
        logger.log(
                Level.WARNING,
                "{0} asked for the room \"{1}\", refused because {2}; so far {3,number,0}",
                peer,
                room.length() > MAX_CHARS ? shown + "..." : shown,
                refusal.reason(),
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
