// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.client;

import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.NumberRequest;
import java.io.IOException;
import java.util.Objects;

/** Exchanges names and numbers with a server, one connection for each exchange. Safe for several threads. */
public final class NumberClient {
    /** The client's name where none is said. */
    public static final String DEFAULT_NAME = "Ada Client";

    private static final ConnectOptions OPTIONS =
            ConnectOptions.defaults().withReadTimeout(NumberProtocol.client().idle());

    private final Transport transport;
    private final Endpoint server;

    /**
     * Makes a client, which connects to nothing yet.
     *
     * @param transport how to connect
     * @param server where the server is
     */
    public NumberClient(Transport transport, Endpoint server) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.server = Objects.requireNonNull(server, "server");
    }

    /**
     * Sends a request and waits 45 seconds at most for the reply; one that is out of range is only sent.
     *
     * @param request what to send
     * @return what came of it
     * @throws IOException if the server can't be reached
     */
    public NumberOutcome exchange(NumberRequest request) throws IOException {
        return exchange(request, () -> {});
    }

    /**
     * Sends a request, as {@link #exchange(NumberRequest)} does.
     *
     * @param request what to send
     * @param connected called once there is a connection, before anything is sent, by the thread that drives it; must not
     *     block
     * @return what came of it
     * @throws IOException if the server can't be reached
     */
    public NumberOutcome exchange(NumberRequest request, Runnable connected) throws IOException {
        NumberClientSession session = new NumberClientSession(request, connected);
        ClientLink link = transport.connect(server, session.conversation(), OPTIONS);
        try {
            link.awaitEnd();
        } catch (IOException e) {
            // The session has been told, and says below what it means for the exchange.
            link.abort();
        }
        return Objects.requireNonNull(session.outcome(), "a session that is over has an outcome");
    }
}
