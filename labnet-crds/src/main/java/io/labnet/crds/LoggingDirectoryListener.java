// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.util.Objects;

/**
 * Logs what nobody is told: each refused room, with how many were refused for the same reason, and failures of the
 * directory. A room is shown with a question mark for each control character, line or paragraph separator and format
 * character (such as those that turn the direction of text), so that no name forges or hides a line.
 */
public final class LoggingDirectoryListener implements DirectoryListener {
    private final Logger logger;
    private final RefusalCounts counts = new RefusalCounts();

    /** Logs under the name {@code io.labnet.crds}. */
    public LoggingDirectoryListener() {
        this(System.getLogger("io.labnet.crds"));
    }

    LoggingDirectoryListener(Logger logger) {
        this.logger = Objects.requireNonNull(logger, "logger");
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
        logger.log(
                Level.INFO,
                "{0} asked for the room \"{1}\", refused because {2}; so far {3,number,0}",
                peer,
                EscapedText.of(room),
                refusal.reason(),
                count);
    }

    @Override
    public void directoryFailed(Peer peer, IOException cause) {
        logger.log(Level.WARNING, "the directory failed for " + peer, cause);
    }
}
