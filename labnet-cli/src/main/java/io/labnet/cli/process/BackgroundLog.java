// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import ch.qos.logback.classic.AsyncAppender;

/**
 * A log that makes nobody wait: a terminal that is stopped must not stop a server. It ends last when the process ends, and
 * within a second, which is the time that Logback gives its appender. Logback makes it, by its configuration; its own
 * shutdown hooks wait without bound, and fail where the process is ending already.
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
