// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.RequestWord;
import io.labnet.compute.grader.internal.IdentityMatcher;
import io.labnet.core.transport.Endpoint;
import java.util.UUID;
import java.util.function.Consumer;

/** A listener for the clients of a test, called by several threads at the same time. Its methods do nothing by default. */
public interface GraderListener {
    /** Ignores all events. */
    GraderListener SILENT = new GraderListener() {};

    /**
     * Returns a listener that formats a line for each event.
     *
     * @param out receives each line, without a line end; called by several threads at the same time
     * @return the listener
     */
    static GraderListener printing(Consumer<String> out) {
        return new GraderListener() {
            @Override
            public void connected(String client, Endpoint server) {
                out.accept("[" + client + "] Socket connected to " + server);
            }

            @Override
            public void identified(String client, UUID uuid) {
                out.accept("[" + client + "] UUID: " + IdentityMatcher.plain(uuid));
            }

            @Override
            public void judged(String client, RequestWord kind, boolean right) {
                out.accept("[" + client + "] " + kind + (right ? " Okay" : " Failed"));
            }
        };
    }

    /**
     * A client has connected.
     *
     * @param client its name
     * @param server the server's endpoint
     */
    default void connected(String client, Endpoint server) {}

    /**
     * A client has received its UUID.
     *
     * @param client its name
     * @param uuid the UUID
     */
    default void identified(String client, UUID uuid) {}

    /**
     * A question was asked and its reply checked.
     *
     * @param client the client's name
     * @param kind the kind of request
     * @param right whether the reply was correct
     */
    default void judged(String client, RequestWord kind, boolean right) {}

    /**
     * A question is not asked, because the client's test has ended early.
     *
     * @param client the client's name
     * @param kind the kind of request
     */
    default void unasked(String client, RequestWord kind) {}

    /** All clients have ended, and the report is printed next. */
    default void over() {}
}
