// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.client;

import io.labnet.core.session.Conversation;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeOutcome;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeRequest;
import java.io.IOException;
import java.util.Objects;
import javax.net.ssl.SSLHandshakeException;

/** A client of a grade server, with one connection per request. Safe for use by multiple threads. */
public final class GradeClient {
    private static final ConnectOptions OPTIONS = ConnectOptions.defaults().withReadTimeout(GradeProtocol.CLIENT_IDLE);

    private final Transport transport;
    private final Endpoint server;

    /**
     * Creates a client without connecting.
     *
     * @param transport the transport for connections
     * @param server the address of the server
     */
    public GradeClient(Transport transport, Endpoint server) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.server = Objects.requireNonNull(server, "server");
    }

    /** {@return the address of the server} */
    public Endpoint server() {
        return server;
    }

    /**
     * Sends a request and waits for the answer: up to 45 seconds for its beginning, and 10 for the rest.
     *
     * @param request the request
     * @param key the key of the student
     * @return the answer, or the reason why there is none
     * @throws IOException if the server can't be reached, or the thread is interrupted
     */
    public GradeOutcome ask(GradeRequest request, FernetKey key) throws IOException {
        GradeClientSession session = new GradeClientSession(request, key);
        ClientLink link = transport.connect(server, new Conversation<>(session.protocol(), session), OPTIONS);
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
