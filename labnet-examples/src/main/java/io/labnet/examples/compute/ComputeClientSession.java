// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.examples.compute.Question.OfNFactorial;
import io.labnet.examples.compute.Question.OfNthFibonacci;
import io.labnet.examples.compute.Question.OfWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a conversation: says its name, asks its questions one after the other and judges the replies. It
 * pauses between the parts of a request, since most servers need that.
 */
final class ComputeClientSession implements Session<TextPiece, ComputeRequest> {
    /** No right reply has come when so much has that can't be one. */
    private static final long MOST_NONSENSE = 1 << 20;

    private static final int MOST_OF_AN_IDENTITY = 256;

    private final String name;
    private final List<Question> questions;
    private final Callable<?> pause;
    private final TestObserver observer;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final StringBuilder identity = new StringBuilder();
    private @Nullable UUID uuid;

    /** The reply to the question that has been asked. */
    private @Nullable ReplyMatcher reply;

    /** The text that is being sent, and how much of it was. */
    private @Nullable TextSource text;

    private long sent;
    private boolean over;

    /**
     * Makes the session of a client.
     *
     * @param name what it calls itself
     * @param questions what it asks
     * @param pause returns when a pause is over
     * @param observer is told what comes of it
     */
    ComputeClientSession(String name, List<Question> questions, Callable<?> pause, TestObserver observer) {
        this.name = name;
        this.questions = List.copyOf(questions);
        this.pause = pause;
        this.observer = observer;
    }

    /** Is told that there was no conversation, or that it broke. */
    void failed(IOException cause) {
        giveUp("the connection failed: " + cause.getMessage());
    }

    /** Tells what came of each question, once the conversation is over. */
    ClientResult result() {
        return new ClientResult(name, uuid, outcomes);
    }

    @Override
    public void opened(Outbox<ComputeRequest> out) {
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
        giveUp("the server closed the connection");
        out.finish();
    }

    @Override
    public void timedOut(Outbox<ComputeRequest> out) {
        giveUp("no whole reply came in time");
        out.abort();
    }

    @Override
    public void closed() {
        giveUp("the connection was lost");
    }

    private void identify(TextPiece piece, Outbox<ComputeRequest> out) {
        identity.append(StandardCharsets.UTF_8.decode(piece.bytes()));
        String said = identity.toString().strip();
        UUID found = piece.last() ? UuidText.find(said) : UuidText.parse(said);
        if (found != null) {
            uuid = found;
            observer.identified(name, found);
            ask(found, out);
        } else if (identity.length() > MOST_OF_AN_IDENTITY || (piece.last() && !UuidText.isBegun(said))) {
            giveUp("no UUID came in answer to the name, but '" + said + "'");
            out.abort();
        }
    }

    private void judge(ReplyMatcher heard, TextPiece piece, Outbox<ComputeRequest> out) {
        heard.add(piece.bytes());
        boolean ended = piece.last() && heard.isBegun();
        if (!heard.matched().isEmpty() && (ended || !heard.mayGoOn())) {
            settle(right(heard), out);
        } else if (ended && heard.lacksUuid()) {
            settle(wrong(heard, "the reply has no UUID"), out);
        } else if (ended && !heard.mayGoOn()) {
            settle(wrong(heard, "the reply is wrong"), out);
        } else if (heard.heard().length() > MOST_NONSENSE && !heard.mayGoOn()) {
            giveUp("the reply is wrong and has no end");
            out.abort();
        }
    }

    private void settle(Outcome outcome, Outbox<ComputeRequest> out) {
        note(outcome);
        ask(Objects.requireNonNull(uuid), out);
    }

    private void note(Outcome outcome) {
        reply = null;
        text = null;
        outcomes.add(outcome);
        observer.judged(name, outcome);
    }

    private void ask(UUID known, Outbox<ComputeRequest> out) {
        if (outcomes.size() == questions.size()) {
            over = true;
            out.send(RequestWord.COMPLETE);
            out.finish();
            return;
        }
        Question question = questions.get(outcomes.size());
        out.work(
                question::answers,
                (answers, next) -> {
                    reply = new ReplyMatcher(answers, known);
                    put(question, next);
                },
                this::fail);
    }

    /** Sends a question, with pauses inside. */
    private void put(Question question, Outbox<ComputeRequest> out) {
        if (question instanceof OfNthFibonacci fibonacci) {
            put(RequestWord.FIBONACCI, new Numeral(fibonacci.n()), out);
        } else if (question instanceof OfNFactorial factorial) {
            put(RequestWord.FACTORIAL, new Numeral(factorial.n()), out);
        } else {
            TextSource source = ((OfWords) question).text();
            put(RequestWord.FILE, new TextLength(source.bytes()), out);
            pause(out);
            sent = 0;
            sendPiece(source, out);
        }
    }

    private void put(RequestWord word, ComputeRequest argument, Outbox<ComputeRequest> out) {
        out.send(word);
        pause(out);
        out.send(argument);
    }

    private void pause(Outbox<ComputeRequest> out) {
        out.work(pause, (nothing, next) -> {}, this::fail);
    }

    private void sendPiece(TextSource source, Outbox<ComputeRequest> out) {
        text = null;
        out.work(
                () -> source.read(sent),
                (bytes, next) -> {
                    sent += bytes.remaining();
                    text = bytes.hasRemaining() && sent < source.bytes() ? source : null;
                    next.send(new TextPiece(bytes, text == null));
                },
                this::fail);
    }

    private Outcome right(ReplyMatcher heard) {
        Question question = questions.get(outcomes.size());
        List<FibonacciCount> counts = heard.matched().stream()
                .flatMap(answer -> answer.counts().stream())
                .toList();
        return Outcome.right(question, counts, heard.heard().toString());
    }

    private Outcome wrong(ReplyMatcher heard, String reason) {
        Question question = questions.get(outcomes.size());
        return Outcome.wrong(question, reason, heard.expected(), heard.heard().toString());
    }

    private void fail(Exception failure, Outbox<ComputeRequest> out) {
        giveUp("the question could not be asked: " + failure.getMessage());
        out.abort();
    }

    /** Ends the test: the question that was asked has no answer, and the others are not asked. */
    private void giveUp(String reason) {
        if (over) {
            return;
        }
        over = true;
        if (reply != null) {
            note(wrong(reply, reason));
        }
        String told = reason;
        while (outcomes.size() < questions.size()) {
            note(Outcome.wrong(questions.get(outcomes.size()), "not asked: " + told, "", ""));
        }
    }
}
