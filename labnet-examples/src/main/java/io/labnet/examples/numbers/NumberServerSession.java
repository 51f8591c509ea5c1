// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.numbers;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Session;
import java.util.Objects;

/** The server's side of a conversation: one request, and its reply unless the number is out of range. */
public final class NumberServerSession implements Session<NumberRequest, NumberReply> {
    private final NumberService service;
    private final Peer peer;

    /**
     * Makes the session for one client.
     *
     * @param service how clients are served
     * @param peer the client
     */
    public NumberServerSession(NumberService service, Peer peer) {
        this.service = Objects.requireNonNull(service, "service");
        this.peer = Objects.requireNonNull(peer, "peer");
    }

    @Override
    public void opened(Outbox<NumberReply> out) {
        service.console().connectionAccepted(peer);
    }

    @Override
    public void received(NumberRequest request, Outbox<NumberReply> out) {
        service.console().messageReceived();
        if (request.isInRange()) {
            int number = service.numbers().getAsInt();
            NumberReply reply = new NumberReply(service.name(), number, request.clientNumber() + number);
            service.console().replied(request, reply);
            out.send(reply);
        } else {
            Runnable end = service.end();
            service.console().outOfRange(request.clientNumber(), end != null);
            if (end != null) {
                end.run();
            }
        }
        out.finish();
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<NumberReply> out) {
        service.console().rejected(problem);
        out.finish();
    }

    @Override
    public void timedOut(Outbox<NumberReply> out) {
        rejected(new ProtocolException(Reason.TRUNCATED, 0, "no whole message came in time"), out);
    }

    @Override
    public void closed() {
        service.console().connectionClosed();
    }
}
