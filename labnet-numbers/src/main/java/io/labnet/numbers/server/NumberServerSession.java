// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Session;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.internal.ReceivedBytes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server's side of a conversation: one request, and its reply unless the number is out of range. */
final class NumberServerSession implements Session<NumberRequest, NumberReply> {
    private final NumberService service;
    private final Peer peer;
    private final ReceivedBytes received = new ReceivedBytes();

    NumberServerSession(NumberService service, Peer peer) {
        this.service = service;
        this.peer = Objects.requireNonNull(peer, "peer");
    }

    /** Creates the conversation of this session, which keeps the beginning of unreadable input for messages. */
    ByteSession conversation() {
        return new Conversation<>(received.recording(NumberProtocol.server()), this);
    }

    @Override
    public void opened(Outbox<NumberReply> out) {
        service.listener().connected(peer);
    }

    @Override
    public void received(NumberRequest request, Outbox<NumberReply> out) {
        service.listener().requested(peer, request);
        if (request.isInRange()) {
            int number = service.numbers().getAsInt();
            NumberReply reply = new NumberReply(service.name(), number, request.clientNumber() + number);
            service.listener().replied(peer, request, reply);
            out.send(reply);
        } else {
            Runnable end = service.end();
            service.listener().outOfRange(peer, request.clientNumber(), end != null);
            if (end != null) {
                end.run();
            }
        }
        out.finish();
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<NumberReply> out) {
        boolean truncated = problem.reason() == Reason.TRUNCATED;
        String reason = truncated ? "the input ended before the object was closed by '}'" : problem.getMessage();
        refuse(reason, out);
    }

    @Override
    public void timedOut(Outbox<NumberReply> out) {
        String reason = received.isEmpty() ? "no request in time" : "the object was not closed by '}' in time";
        refuse(reason, out);
    }

    /** Reports the reason, the received bytes and the expected message. */
    private void refuse(@Nullable String reason, Outbox<NumberReply> out) {
        String explained = reason + "; " + received.description() + "; expected: " + NumberRequest.EXAMPLE;
        service.listener().refused(peer, explained);
        out.finish();
    }

    @Override
    public void closed() {
        service.listener().disconnected(peer);
    }
}
