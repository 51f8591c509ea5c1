// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import ch.qos.logback.classic.AsyncAppender;

/**
 * A log that never blocks, because a stopped terminal must not stop a server. Logback creates it, as its configuration
 * requests. When the process ends, {@link Shutdown} closes the log after all other work; closing takes at most a
 * second. Logback's own shutdown hooks are not used: they may wait forever, and can't be registered if the process is
 * already ending.
 */
public final class BackgroundLog extends AsyncAppender {
    /** Creates the log; called by Logback. */
    public BackgroundLog() {
        setNeverBlock(true);
    }

    @Override
    public void start() {
        super.start();
        Shutdown.addLast(this::stop);
    }
}
