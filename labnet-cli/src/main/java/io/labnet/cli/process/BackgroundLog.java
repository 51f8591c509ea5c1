// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import ch.qos.logback.classic.AsyncAppender;

/**
 * A log that never blocks: a stopped terminal must not stop a server. At the end of the process it ends last, and
 * within a second, Logback's limit for its appender. Logback creates it from its configuration; Logback's own shutdown
 * hooks wait without bound, and fail if the process is already ending.
 */
public final class BackgroundLog extends AsyncAppender {
    /** Makes the log; Logback does. */
    public BackgroundLog() {
        setNeverBlock(true);
    }

    @Override
    public void start() {
        super.start();
        Shutdown.setLast(this::stop);
    }
}
