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

/** Asks a grade server, one connection for each request. Safe for several threads. */
public final class GradeClient {
    private static final ConnectOptions OPTIONS = ConnectOptions.defaults().withReadTimeout(GradeProtocol.CLIENT_IDLE);

    private final Transport transport;
    private final Endpoint server;

    /**
     * Makes a client, which connects to nothing yet.
     *
     * @param transport how to connect
     * @param server where the server is
     */
    public GradeClient(Transport transport, Endpoint server) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.server = Objects.requireNonNull(server, "server");
    }

    /** {@return where the server is that is asked} */
    public Endpoint server() {
        return server;
    }

    /**
     * Asks one question and waits for the answer: 45 seconds for its beginning, 10 for the rest of it.
     *
     * @param request what to ask
     * @param key the key of the student that is asked for
     * @return the answer, or why there is none
     * @throws IOException if the server can't be reached
     */
    public GradeOutcome ask(GradeRequest request, FernetKey key) throws IOException {
        GradeClientSession session = new GradeClientSession(request, key);
        ClientLink link = transport.connect(server, new Conversation<>(session.protocol(), session), OPTIONS);
        try {
            link.awaitEnd();
        } catch (IOException e) {
            // The session has been told, and says below what it means for the question.
            link.abort();
        }
        return Objects.requireNonNull(session.outcome(), "a session that is over has an outcome");
    }
}
