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
import javax.net.ssl.SSLHandshakeException;

/** Exchanges names and numbers with a server, with one connection per exchange. Safe for use by multiple threads. */
public final class NumberClient {
    /** The default name of the client. */
    public static final String DEFAULT_NAME = "Ada Client";

    private static final ConnectOptions OPTIONS =
            ConnectOptions.defaults().withReadTimeout(NumberProtocol.client().idle());

    private final Transport transport;
    private final Endpoint server;

    /**
     * Creates a client without connecting.
     *
     * @param transport the transport for connections
     * @param server the address of the server
     */
    public NumberClient(Transport transport, Endpoint server) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.server = Objects.requireNonNull(server, "server");
    }

    /**
     * Sends a request and waits up to 45 seconds for the reply. Does not wait if the number is out of range.
     *
     * @param request the request
     * @return the outcome
     * @throws IOException if the server cannot be reached, or the thread is interrupted
     */
    public NumberOutcome exchange(NumberRequest request) throws IOException {
        return exchange(request, () -> {});
    }

    /**
     * Sends a request like {@link #exchange(NumberRequest)}, and reports the connection.
     *
     * @param request the request
     * @param connected called when the connection is established, before the request is sent; must not block, because
     *     one thread drives all client conversations
     * @return the outcome
     * @throws IOException if the server cannot be reached, or the thread is interrupted
     */
    public NumberOutcome exchange(NumberRequest request, Runnable connected) throws IOException {
        NumberClientSession session = new NumberClientSession(request, connected);
        ClientLink link = transport.connect(server, session.conversation(), OPTIONS);
        try {
            link.awaitEnd();
        } catch (SSLHandshakeException e) {
            // The server did not accept the client, for example without a certificate. The session does not know that.
            throw e;
        } catch (IOException e) {
            link.abort();
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            // The session has been notified of the failure and provides the outcome.
        }
        return Objects.requireNonNull(session.outcome(), "a finished session has an outcome");
    }
}
