// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import io.labnet.core.transport.Endpoint;
import io.labnet.examples.cli.ProgressDisplay;
import io.labnet.examples.cli.Terminal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows how far a test is: a line for each thing that happens or, of a long test on a terminal, a bar. */
final class TestProgress implements TestObserver, AutoCloseable {
    /** More than a person reads line by line. */
    private static final long LONG_TEST = 200;

    private final @Nullable ProgressDisplay bar;

    private TestProgress(long questions) {
        boolean visible = questions > LONG_TEST && Terminal.showsErrors();
        bar = visible ? new ProgressDisplay(System.err, "Testing", questions, "", 1) : null;
    }

    /** Makes the display for a plan. */
    static TestProgress of(TestPlan plan) {
        return new TestProgress((long) plan.clients() * plan.requests());
    }

    @Override
    public void connected(String client, Endpoint server) {
        print("[" + client + "] Socket connected to " + server);
    }

    @Override
    public void identified(String client, UUID uuid) {
        print("[" + client + "] UUID: " + UuidText.plain(uuid));
    }

    @Override
    public void judged(String client, Outcome outcome) {
        print("[" + client + "] " + outcome.question().kind() + (outcome.isRight() ? " Okay" : " Failed"));
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private void print(String text) {
        if (bar == null) {
            System.out.println(text);
        }
    }
}
