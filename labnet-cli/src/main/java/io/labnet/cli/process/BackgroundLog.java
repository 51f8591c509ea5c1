// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import ch.qos.logback.classic.AsyncAppender;

/**
 * A log that never blocks: a stopped terminal must not stop a server. At the end of the process it ends after
 * everything else, within the second that Logback gives its appender. Logback creates it from its configuration;
 * Logback's own shutdown hooks wait without bound, and fail if the process is already ending.
 */
public final class BackgroundLog extends AsyncAppender {
    /** Creates the log; called by Logback. */
    public BackgroundLog() {
        setNeverBlock(true);
    }

    @Override
    public void start() {
        super.start();
        Shutdown.setLast(this::stop);
    }
}
