// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.numbers;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The client's side of a conversation: sends its request and keeps what comes of it. */
public final class NumberClientSession implements Session<NumberReply, NumberRequest> {
    private final NumberRequest request;
    private @Nullable NumberOutcome outcome;

    /**
     * Makes the session of one request.
     *
     * @param request what is sent
     */
    public NumberClientSession(NumberRequest request) {
        this.request = Objects.requireNonNull(request, "request");
    }

    /**
     * Tells how the conversation ended. It is the same from the moment it is first told.
     *
     * @return how, {@code null} while that is not known; never {@code null} once {@link #closed} was called
     */
    public @Nullable NumberOutcome outcome() {
        return outcome;
    }

    @Override
    public void opened(Outbox<NumberRequest> out) {
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
        end(new NumberOutcome.NoReply("the server closed the connection without a reply"));
        out.finish();
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<NumberRequest> out) {
        end(new NumberOutcome.NoReply("the reply cannot be read: " + problem.getMessage()));
        out.finish();
    }

    @Override
    public void timedOut(Outbox<NumberRequest> out) {
        end(new NumberOutcome.NoReply("no whole reply came in time"));
        out.finish();
    }

    @Override
    public void closed() {
        end(new NumberOutcome.NoReply("the connection was lost before a reply came"));
    }

    private void end(NumberOutcome how) {
        if (outcome == null) {
            outcome = how;
        }
    }
}
