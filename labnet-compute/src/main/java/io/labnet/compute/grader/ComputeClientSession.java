// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.ComputeRequest;
import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.ComputeRequest.NumberArgument;
import io.labnet.compute.ComputeRule;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.RequestWord;
import io.labnet.compute.TextPiece;
import io.labnet.compute.grader.ClientResult.Outcome;
import io.labnet.compute.grader.internal.Deviation;
import io.labnet.compute.grader.internal.IdentityMatcher;
import io.labnet.compute.grader.internal.ReplyMatcher;
import io.labnet.compute.grader.internal.ReplyMistake;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a conversation: sends its name, asks its questions one after the other, and checks the replies.
 * It pauses between the parts of a request, since most servers need that.
 */
final class ComputeClientSession implements Session<TextPiece, ComputeRequest> {
    /** The maximum size of a wrong reply in bytes; if a reply is longer, the client gives up. */
    private static final long MAX_WRONG_REPLY = 1 << 20;

    private static final String CLOSED = "the server closed the connection";
    private static final String LOST = "the connection was lost";

    private final String name;
    private final Endpoint server;
    private final List<TestRequest> questions;
    private final Callable<?> pause;
    private final Callable<?> others;
    private final Duration replyTimeout;
    private final GraderListener listener;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Deviation> deviations = new ArrayList<>();
    private final IdentityMatcher identity = new IdentityMatcher();
    private @Nullable UUID uuid;

    /** The reply to the question that has been asked. */
    private @Nullable ReplyMatcher reply;

    /** The part of the current question that was sent, not counting its text. */
    private String sentPart = "";

    /** The text that is being sent, and the number of bytes sent. */
    private @Nullable TextSource text;

    private long sent;
    private boolean over;

    /** Why the connection ended before all questions had an answer, or empty. */
    private String endReason = "";

    /**
     * Creates the session of a client.
     *
     * @param name the client's name
     * @param server the server's endpoint, for the report
     * @param questions the questions to ask
     * @param pause waits for the duration of a pause
     * @param others waits until all other clients of the test have their answers or have given up
     * @param replyTimeout the reply timeout, for the report; the connection enforces it
     * @param listener receives the events
     */
    ComputeClientSession(
            String name,
            Endpoint server,
            List<TestRequest> questions,
            Callable<?> pause,
            Callable<?> others,
            Duration replyTimeout,
            GraderListener listener) {
        this.name = name;
        this.server = server;
        this.questions = List.copyOf(questions);
        this.pause = pause;
        this.others = others;
        this.replyTimeout = replyTimeout;
        this.listener = listener;
    }

    /** Reports that the connection could not be made, or broke. */
    void failed(IOException cause) {
        connectionEnded(ComputeRule.ANSWER.cited("the connection failed: " + cause.getMessage()));
    }

    ClientResult result() {
        return new ClientResult(name, uuid, outcomes, deviations, endReason);
    }

    @Override
    public void opened(Outbox<ComputeRequest> out) {
        listener.connected(name, server);
        out.send(new ClientName(name));
    }

    @Override
    public void received(TextPiece piece, Outbox<ComputeRequest> out) {
        if (uuid == null) {
            identify(piece, out);
        } else if (reply != null) {
            judge(reply, piece, out);
        }
    }

    @Override
    public void drained(Outbox<ComputeRequest> out) {
        if (text != null) {
            sendPiece(text, out);
        }
    }

    @Override
    public void inputEnded(Outbox<ComputeRequest> out) {
        if (reply != null && !reply.matched().isEmpty()) {
            settle(right(reply), out);
        }
        UUID found = identity.found();
        if (uuid == null && found != null) {
            identified(found);
        }
        connectionEnded(uuid == null ? missing(", " + CLOSED) : ComputeRule.ANSWER.cited(CLOSED));
        out.finish();
    }

    @Override
    public void timedOut(Outbox<ComputeRequest> out) {
        long millis = replyTimeout.toMillis();
        String within = " within " + (millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms");
        if (uuid == null) {
            giveUp(missing(within));
        } else {
            boolean begun = reply != null && reply.isBegun();
            giveUp(ComputeRule.ANSWER.cited((begun ? "no complete reply came" : "no reply came") + within));
        }
        out.abort();
    }

    @Override
    public void closed() {
        connectionEnded(uuid == null ? missing(", " + LOST) : ComputeRule.ANSWER.cited(LOST));
    }

    private void identify(TextPiece piece, Outbox<ComputeRequest> out) {
        UUID found = identity.add(piece);
        if (found != null) {
            identified(found);
            // Waits, because a server may send the UUID before it reads the name, and would then read the name and the
            // request together.
            out.work(pause, (nothing, next) -> ask(found, next), this::fail);
        } else if (identity.isHopeless()) {
            giveUp(missing(""));
            out.abort();
        }
    }

    private void identified(UUID found) {
        uuid = found;
        deviations.addAll(identity.deviations(found));
        listener.identified(name, found);
    }

    private void judge(ReplyMatcher matcher, TextPiece piece, Outbox<ComputeRequest> out) {
        matcher.add(piece.bytes());
        boolean ended = piece.last() && matcher.isBegun();
        if (!matcher.matched().isEmpty() && (ended || !matcher.mayContinue())) {
            settle(right(matcher), out);
        } else if (ended && matcher.lacksUuid()) {
            settle(wrong(matcher, ComputeRule.REPLY.cited("the reply has no UUID")), out);
        } else if (ended && !matcher.mayContinue()) {
            TestRequest question = questions.get(outcomes.size());
            String received = matcher.received().toString();
            settle(wrong(matcher, explained(question, received)), out);
        } else if (matcher.received().length() > MAX_WRONG_REPLY && !matcher.mayContinue()) {
            giveUp(ComputeRule.REPLY.cited("the reply is wrong and does not end"));
            out.abort();
        }
    }

    private String missing(String why) {
        return String.valueOf(identity.missing(why).getMessage());
    }

    private static String explained(TestRequest question, String received) {
        return String.valueOf(
                ReplyMistake.explain(question.question(), received).getMessage());
    }

    private void settle(Outcome outcome, Outbox<ComputeRequest> out) {
        note(outcome);
        ask(Objects.requireNonNull(uuid), out);
    }

    private void note(Outcome outcome) {
        reply = null;
        text = null;
        outcomes.add(outcome);
        RequestWord kind = outcome.question().kind();
        if (outcome.isSent()) {
            listener.judged(name, kind, outcome.isRight());
        } else {
            listener.unasked(name, kind);
        }
    }

    private void ask(UUID known, Outbox<ComputeRequest> out) {
        if (outcomes.size() == questions.size()) {
            over = true;
            // Waits for the other clients. If each client disconnected after its last answer, a server that serves one
            // client after the other would get all points.
            out.work(others, (nothing, next) -> leave(next), (failure, next) -> leave(next));
            return;
        }
        TestRequest question = questions.get(outcomes.size());
        out.work(
                question.right()::get,
                (answers, next) -> {
                    reply = new ReplyMatcher(answers, known);
                    put(question, next);
                },
                this::fail);
    }

    private static void leave(Outbox<ComputeRequest> out) {
        out.send(RequestWord.COMPLETE);
        out.finish();
    }

    /** Sends a question, with pauses between its parts. */
    private void put(TestRequest question, Outbox<ComputeRequest> out) {
        RequestWord word = question.kind() == RequestWord.WORD_COUNT ? RequestWord.FILE : question.kind();
        out.send(word);
        sentPart = word.name();
        out.work(pause, (nothing, next) -> sentPart = question.sent(), this::fail);
        out.send(new NumberArgument(question.argument()));
        TextSource source = question.text();
        if (source != null) {
            sent = 0;
            out.work(pause, (nothing, next) -> {}, this::fail);
            sendPiece(source, out);
        }
    }

    private void sendPiece(TextSource source, Outbox<ComputeRequest> out) {
        text = null;
        out.work(
                () -> source.read(sent),
                (bytes, next) -> {
                    sent += bytes.remaining();
                    text = bytes.hasRemaining() && sent < source.bytes ? source : null;
                    next.send(new TextPiece(bytes, text == null));
                },
                this::fail);
    }

    private Outcome right(ReplyMatcher matcher) {
        deviations.addAll(matcher.deviations());
        TestRequest question = questions.get(outcomes.size());
        List<FibonacciCount> counts = matcher.matched().stream()
                .flatMap(answer -> answer.counts().stream())
                .toList();
        return Outcome.right(question, counts, matcher.received().toString());
    }

    private Outcome wrong(ReplyMatcher matcher, String reason) {
        TestRequest question = questions.get(outcomes.size());
        return Outcome.wrong(
                question,
                sentPartOf(question),
                reason,
                matcher.expected(),
                matcher.received().toString());
    }

    private String sentPartOf(TestRequest question) {
        TextSource source = question.text();
        boolean partly = source != null && sentPart.equals(question.sent()) && sent < source.bytes;
        return partly ? sentPart + " (" + sent + " bytes of the text)" : sentPart;
    }

    private void fail(Exception failure, Outbox<ComputeRequest> out) {
        giveUp("the question could not be asked: " + failure.getMessage());
        out.abort();
    }

    private void connectionEnded(String reason) {
        if (!over) {
            endReason = reason;
            giveUp(reason);
        }
    }

    /** Ends the test: the current question has no answer, and the others are not asked. */
    private void giveUp(String reason) {
        if (over) {
            return;
        }
        over = true;
        if (reply != null) {
            note(wrong(reply, reason));
        }
        String received = uuid == null ? identity.received().toString() : "";
        while (outcomes.size() < questions.size()) {
            note(Outcome.unsent(questions.get(outcomes.size()), reason, received));
        }
    }
}
