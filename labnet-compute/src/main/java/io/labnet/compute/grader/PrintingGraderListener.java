// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.UuidText;
import io.labnet.core.transport.Endpoint;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes what the clients of a test do, a line for each event. */
record PrintingGraderListener(Consumer<String> out) implements GraderListener {
    @Override
    public void connected(String client, Endpoint server) {
        out.accept("[" + client + "] Socket connected to " + server);
    }

    @Override
    public void identified(String client, UUID uuid) {
        out.accept("[" + client + "] UUID: " + UuidText.plain(uuid));
    }

    @Override
    public void judged(String client, Outcome outcome) {
        if (outcome.isSent()) {
            out.accept("[" + client + "] " + outcome.question().kind() + (outcome.isRight() ? " Okay" : " Failed"));
        }
    }
}
