// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.RequestWord;
import io.labnet.compute.internal.UuidText;
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
    public void judged(String client, RequestWord kind, boolean right) {
        out.accept("[" + client + "] " + kind + (right ? " Okay" : " Failed"));
    }
}
