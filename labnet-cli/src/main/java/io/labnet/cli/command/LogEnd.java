// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.LifeCycle;
import io.labnet.cli.process.ProcessEnd;
import java.time.Duration;

/**
 * Ends the log when the process ends: after the servers, so that what they say while they stop is in it, and within a
 * second, so that a terminal or a pager which takes nothing more doesn't keep the process. Logback makes it, by its
 * configuration; its own hooks wait without bound, and fail where the process is ending when they are made.
 */
public final class LogEnd extends ContextAwareBase implements LoggerContextListener, LifeCycle {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private volatile boolean started;

    /** Makes the end; Logback does. */
    public LogEnd() {}

    @Override
    public void start() {
        ProcessEnd.hook(new Thread(this::end, "labnet-log-end"));
        started = true;
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onStart(LoggerContext log) {}

    @Override
    public void onReset(LoggerContext log) {}

    @Override
    public void onStop(LoggerContext log) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}

    private void end() {
        Thread writer = new Thread(((LifeCycle) getContext())::stop, "labnet-log");
        writer.setDaemon(true);
        try {
            ServerStop.awaitAll();
            writer.start();
            writer.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
