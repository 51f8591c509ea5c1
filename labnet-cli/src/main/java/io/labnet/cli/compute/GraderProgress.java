// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.compute;

import io.labnet.cli.process.ProgressDisplay;
import io.labnet.cli.process.Terminal;
import io.labnet.compute.RequestWord;
import io.labnet.compute.grader.GraderListener;
import io.labnet.compute.grader.TestPlan;
import io.labnet.core.transport.Endpoint;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a test: a line for each event. On a terminal, a progress bar is shown below the lines if the test
 * takes more than a moment. A test with many requests shows only the bar.
 */
final class GraderProgress implements GraderListener, AutoCloseable {
    /** Above this number of lines, only the bar is shown. */
    private static final long MANY_LINES = 200;

    /** The time until the bar appears: a shorter test needs no bar. */
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final GraderListener lines;
    private final @Nullable ProgressDisplay bar;
    private volatile boolean identified;

    private GraderProgress(long questions) {
        boolean seen = Terminal.showsErrors();
        bar = seen ? new ProgressDisplay(System.err, "Testing", questions, "", 1, DELAY) : null;
        lines = questions <= MANY_LINES || !seen ? GraderListener.printing(this::print) : GraderListener.SILENT;
    }

    /** Creates the display for a plan. */
    static GraderProgress of(TestPlan plan) {
        return new GraderProgress(plan.size());
    }

    @Override
    public void connected(String client, Endpoint server) {
        lines.connected(client, server);
    }

    @Override
    public void identified(String client, UUID uuid) {
        identified = true;
        lines.identified(client, uuid);
    }

    @Override
    public void judged(String client, RequestWord kind, boolean right) {
        lines.judged(client, kind, right);
        step();
    }

    @Override
    public void unasked(String client, RequestWord kind) {
        step();
    }

    /** {@return whether any client has received a UUID, without which it sends no request} */
    boolean anyIdentified() {
        return identified;
    }

    @Override
    public void over() {
        close();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private void step() {
        if (bar != null) {
            bar.step();
        }
    }

    private void print(String text) {
        if (bar == null) {
            System.out.println(text);
        } else {
            bar.printAbove(text);
        }
    }
}
