// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.Transport;
import io.labnet.fernet.Fernet;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeReply;
import io.labnet.grades.GradeRequest;
import java.io.IOException;
import java.time.Duration;

/**
 * A grade server that replies to any request by a script: {@code t} stands for the token, {@code k} for the key,
 * {@code -} for a short delay, and a final {@code .} closes the connection.
 */
public record ScriptedGradeServer(String text, String script) implements Session<GradeRequest, GradeReply> {
    /** Longer than the quiet time of a client, which sees a pause between the parts. */
    private static final Duration A_LITTLE = Duration.ofMillis(250);

    public Server start(Transport transport) throws IOException {
        return transport.serve(
                Endpoint.loopback(0),
                peer -> new Conversation<>(GradeProtocol.server(), this),
                ServerOptions.defaults().withFlushDelay(A_LITTLE));
    }

    @Override
    public void received(GradeRequest request, Outbox<GradeReply> out) {
        for (int i = 0; i < script.length(); i++) {
            switch (script.charAt(i)) {
                case 't' ->
                    out.send(new GradeReply.Token(Fernet.of(Documented.KEY).encryptText(text)));
                case 'k' -> out.send(new GradeReply.Key(Documented.KEY));
                case '-' -> out.flush();
                case '.' -> out.finish();
                default -> throw new IllegalArgumentException("no such script: " + script);
            }
        }
    }
}
