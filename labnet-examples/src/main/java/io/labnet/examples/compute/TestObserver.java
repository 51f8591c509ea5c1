// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import io.labnet.core.transport.Endpoint;
import java.util.UUID;

/** Is told what the clients of a test do, by several threads at once. By default nothing is done about it. */
interface TestObserver {
    /** Is told that a client has a connection. */
    default void connected(String client, Endpoint server) {}

    /** Is told which UUID a client was given. */
    default void identified(String client, UUID uuid) {}

    /** Is told what came of a question, be it that it was not asked. */
    default void judged(String client, Outcome outcome) {}
}
