// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.RequestWord;
import io.labnet.core.transport.Endpoint;
import java.util.UUID;
import java.util.function.Consumer;

/** Is told what the clients of a test do, by several threads at once. By default nothing is done about it. */
public interface GraderListener {
    /** Does nothing at all. */
    GraderListener SILENT = new GraderListener() {};

    /**
     * Hands on a line for each event.
     *
     * @param out takes each line, without its end; called by several threads at once
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
     * Is told that a client has a connection.
     *
     * @param client its name
     * @param server to which server
     */
    default void connected(String client, Endpoint server) {}

    /**
     * Is told which UUID a client was given.
     *
     * @param client its name
     * @param uuid what the server sent
     */
    default void identified(String client, UUID uuid) {}

    /**
     * Is told that a question was asked, and what came of it.
     *
     * @param client its name
     * @param kind what was asked for
     * @param right whether the answer was right
     */
    default void judged(String client, RequestWord kind, boolean right) {}

    /**
     * Is told that a question could not be asked any more.
     *
     * @param client its name
     * @param kind what would have been asked for
     */
    default void unasked(String client, RequestWord kind) {}

    /** Is told that the last client is done, before the report is printed. */
    default void over() {}
}
