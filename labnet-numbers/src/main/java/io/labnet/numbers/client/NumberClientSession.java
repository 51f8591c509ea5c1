// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.client;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.internal.ReceivedBytes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The client's side of a conversation: sends its request and keeps the outcome. */
final class NumberClientSession implements Session<NumberReply, NumberRequest> {
    private static final String NO_REPLY_CAUSE =
            "see the output of the server: perhaps it expects other member names, or more than a JSON object";
    private static final String SILENCE_CAUSE =
            "it may be waiting for a line end, a length or the end of the input, which this client does not send";

    private final NumberRequest request;
    private final Runnable connected;
    private final ReceivedBytes received = new ReceivedBytes();
    private final ByteSession conversation;
    private @Nullable NumberOutcome outcome;

    /**
     * Creates the session of a request.
     *
     * @param connected called before the request is sent
     */
    NumberClientSession(NumberRequest request, Runnable connected) {
        this.connected = Objects.requireNonNull(connected, "connected");
        this.request = Objects.requireNonNull(request, "request");
        this.conversation = new Conversation<>(received.recording(NumberProtocol.client()), this);
    }

    /** Returns this session's conversation. It keeps the beginning of unreadable input, for error messages. */
    ByteSession conversation() {
        return conversation;
    }

    /**
     * Returns the outcome, or {@code null} if it is not known yet; never {@code null} after {@link #closed} was called.
     */
    @Nullable
    NumberOutcome outcome() {
        return outcome;
    }

    @Override
    public void opened(Outbox<NumberRequest> out) {
        connected.run();
        out.send(request);
        if (!request.isInRange()) {
            end(new NumberOutcome.ServerEnded());
            out.finish();
        }
    }

    @Override
    public void received(NumberReply reply, Outbox<NumberRequest> out) {
        end(new NumberExchange(request, reply));
        out.finish();
    }

    @Override
    public void inputEnded(Outbox<NumberRequest> out) {
        failWithoutReply("the server closed the connection without a reply", NO_REPLY_CAUSE);
        out.finish();
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<NumberRequest> out) {
        // For a truncated object, the message already quotes the bytes.
        String bytes = problem.reason() == Reason.TRUNCATED ? "" : "; " + received.description();
        fail("the reply cannot be read: " + problem.getMessage(), bytes);
        out.finish();
    }

    @Override
    public void timedOut(Outbox<NumberRequest> out) {
        String incomplete = conversation.incomplete();
        if (incomplete == null) {
            failWithoutReply("no reply within " + NumberProtocol.client().idle().toSeconds() + " s", SILENCE_CAUSE);
        } else {
            fail("the reply is incomplete: " + incomplete, "");
        }
        out.finish();
    }

    @Override
    public void closed() {
        failWithoutReply("the connection was lost before a reply arrived", NO_REPLY_CAUSE);
    }

    private void failWithoutReply(String what, String cause) {
        fail(what, "; " + received.description() + "; " + cause);
    }

    private void fail(String what, String more) {
        String sent = ReceivedBytes.shown(request.encode());
        end(new NumberOutcome.NoReply(what + "; sent: " + sent + ", no line end" + more));
    }

    private void end(NumberOutcome result) {
        if (outcome == null) {
            outcome = result;
        }
    }
}
