// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Explanation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Session;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.internal.ReceivedBytes;
import java.util.Objects;

/** The server's side of a conversation: one request, and its reply unless the number is out of range. */
final class NumberServerSession implements Session<NumberRequest, NumberReply> {
    private final NumberService service;
    private final Peer peer;
    private final ReceivedBytes received = new ReceivedBytes();
    private final ByteSession conversation;

    NumberServerSession(NumberService service, Peer peer) {
        this.service = service;
        this.peer = Objects.requireNonNull(peer, "peer");
        this.conversation = new Conversation<>(received.recording(NumberProtocol.server()), this);
    }

    /** Returns this session's conversation. It keeps the beginning of unreadable input, for error messages. */
    ByteSession conversation() {
        return conversation;
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
            out.finish();
        } else {
            Runnable end = service.end();
            service.listener().outOfRange(peer, request.clientNumber(), end != null);
            if (end != null) {
                end.run();
            }
            finish(request.rangeFault(), out);
        }
        if (!received.trailing().isEmpty()) {
            String problem = "a connection carries one request: what follows it is ignored (numbers-1.5); received: ";
            service.listener().ignored(peer, problem + received.trailing());
        }
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<NumberReply> out) {
        // For a truncated object, the message already quotes the bytes.
        String bytes = problem.reason() == Reason.TRUNCATED ? "" : "; " + received.description();
        String reason = String.valueOf(problem.getMessage());
        service.listener().refused(peer, reason + bytes);
        finish(reason, out);
    }

    @Override
    public void timedOut(Outbox<NumberReply> out) {
        String incomplete = conversation.incomplete();
        String reason = incomplete == null ? "no request in time; expected " + NumberRequest.EXAMPLE : incomplete;
        service.listener().refused(peer, reason);
        finish(reason, out);
    }

    /** Ends the conversation because of a client's mistake. */
    private void finish(String why, Outbox<NumberReply> out) {
        if (service.explain()) {
            Explanation.finish(why, out, this);
        } else {
            out.finish();
        }
    }

    @Override
    public void closed() {
        service.listener().disconnected(peer);
    }
}
