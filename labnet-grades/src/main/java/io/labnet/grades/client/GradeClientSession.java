// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.client;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeOutcome;
import io.labnet.grades.GradeOutcome.NoAnswer;
import io.labnet.grades.GradeOutcome.NoAnswer.Reason;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.GradeRule;
import io.labnet.grades.internal.RequestText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The client's side of a conversation: sends one request and keeps the outcome. */
public final class GradeClientSession implements Session<GradeAnswer, GradeRequest> {
    private final GradeRequest request;
    private final Protocol<GradeAnswer, GradeRequest> protocol;
    private final FernetKey key;

    /** The bytes of an incomplete reply, for the explanation of a failure. */
    private byte[] received = {};

    private @Nullable GradeOutcome outcome;

    /**
     * Creates the session of one request.
     *
     * @param request the request
     * @param key the key of the student
     */
    public GradeClientSession(GradeRequest request, FernetKey key) {
        this.request = Objects.requireNonNull(request, "request");
        this.key = key;
        Protocol<GradeAnswer, GradeRequest> clientSide = GradeProtocol.client(key);
        Decoder<GradeAnswer> decoder = clientSide.decoders().get();
        this.protocol = clientSide.withDecoders(() -> (in, boundary) -> {
            received = new byte[in.remaining()];
            in.get(in.position(), received);
            return decoder.decode(in, boundary);
        });
    }

    /** {@return the client's side of the protocol, for the conversation of this session only} */
    public Protocol<GradeAnswer, GradeRequest> protocol() {
        return protocol;
    }

    /**
     * {@return the outcome, or {@code null} if it is not known yet; never {@code null} after {@link #closed} was
     * called}
     */
    public @Nullable GradeOutcome outcome() {
        return outcome;
    }

    @Override
    public void opened(Outbox<GradeRequest> out) {
        out.send(request);
    }

    @Override
    public void received(GradeAnswer answer, Outbox<GradeRequest> out) {
        end(answer);
        out.finish();
    }

    @Override
    public void inputEnded(Outbox<GradeRequest> out) {
        end(new NoAnswer(
                Reason.CLOSED, String.valueOf(RequestText.unanswered(request).getMessage())));
        out.finish();
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<GradeRequest> out) {
        end(new NoAnswer(Reason.REJECTED, "the reply cannot be read: " + problem.getMessage()));
        out.finish();
    }

    @Override
    public void timedOut(Outbox<GradeRequest> out) {
        String explanation = received.length == 0
                ? GradeRule.REPLY.cited(
                        "the server sent nothing for " + protocol.idle().toSeconds() + " seconds; "
                                + RequestText.of(request) + ", without a line end: the server may be waiting for one")
                : "no complete reply within " + protocol.messageDeadline().toSeconds() + " seconds: "
                        + count() + " received, and the connection is still open; "
                        + fault();
        end(new NoAnswer(Reason.TIMED_OUT, explanation));
        out.finish();
    }

    @Override
    public void closed() {
        String more = received.length == 0 ? "; " + RequestText.withLikelyCauses(request) : ", after " + count();
        end(new NoAnswer(Reason.DISCONNECTED, "the connection was lost before a reply arrived" + more));
    }

    private String count() {
        return received.length + (received.length == 1 ? " byte" : " bytes");
    }

    /** Returns why the received bytes are not a complete reply. */
    private String fault() {
        try {
            GradeAnswer.decode(received, key);
            return "it is a complete reply";
        } catch (ProtocolException incomplete) {
            return incomplete.getMessage();
        }
    }

    private void end(GradeOutcome result) {
        if (outcome == null) {
            outcome = result;
        }
    }
}
