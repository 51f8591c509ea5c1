// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.ComputeReply;
import io.labnet.compute.ComputeReply.AnswerPiece;
import io.labnet.compute.ComputeReply.Identity;
import io.labnet.compute.ComputeReply.Refusal;
import io.labnet.compute.ComputeRequest;
import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.ComputeRequest.NumberArgument;
import io.labnet.compute.ComputeRequest.Unreadable;
import io.labnet.compute.ComputeRule;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.RequestWord;
import io.labnet.compute.TextPiece;
import io.labnet.compute.WordCounter;
import io.labnet.compute.internal.decimal.DecimalNumber;
import io.labnet.compute.server.Calculator.Calculation;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Session;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The server's side of a conversation: sends a client its UUID, then answers its requests one after the other. */
public final class ComputeServerSession implements Session<ComputeRequest, ComputeReply> {
    /**
     * The number of digits to send in one piece. It is smaller than the number of unsent bytes that makes the server
     * regard a client as too slow.
     */
    private static final int PIECE_DIGITS = 32 * 1024;

    /** The number of characters to quote of invalid input: enough to recognise it. */
    private static final int MAX_QUOTED = 40;

    private final ComputeService service;
    private final Peer peer;

    /** Set once the client has sent its name, its first message. */
    private @Nullable UUID uuid;

    private boolean present;
    private RequestWord asked = RequestWord.COMPLETE;
    private @Nullable TextSummary text;

    /** The number of bytes that have not arrived yet of a text that is sent with a length. */
    private long missing;

    /** The answer that is being computed. */
    private Calculator.@Nullable Answer awaited;

    /** The answer that is being sent, and the number of digits sent. */
    private @Nullable DecimalNumber answer;

    private int sent;

    /**
     * Creates the session of a new conversation.
     *
     * @param service the state that all conversations share
     * @param peer the client
     */
    public ComputeServerSession(ComputeService service, Peer peer) {
        this.service = Objects.requireNonNull(service, "service");
        this.peer = Objects.requireNonNull(peer, "peer");
    }

    @Override
    public void opened(Outbox<ComputeReply> out) {
        service.listener.connected(peer);
    }

    @Override
    public void received(ComputeRequest message, Outbox<ComputeReply> out) {
        if (message instanceof ClientName name) {
            introduce(name, out);
        } else if (message instanceof RequestWord word) {
            begin(word, out);
        } else if (message instanceof NumberArgument numeral) {
            number(numeral.value(), out);
        } else if (message instanceof TextPiece piece) {
            text(piece, out);
        } else {
            Unreadable problem = (Unreadable) message;
            refuse(problem.rule().cited(quoted(problem.text()) + problem.problem()), out);
        }
    }

    /**
     * Sends the next piece of a long answer. A worker thread formats the digits, so that the server's event loop serves
     * other clients between two pieces.
     */
    @Override
    public void drained(Outbox<ComputeReply> out) {
        DecimalNumber number = answer;
        if (number != null) {
            int from = sent;
            out.work(
                    () -> piece(number, from),
                    (piece, next) -> send(piece, number, next),
                    (refused, next) -> send(piece(number, from), number, next));
        }
    }

    /**
     * Stops reading until the current answer has been sent: a client may send all its requests at once, but they are
     * answered one at a time.
     */
    @Override
    public ReadPolicy readPolicy() {
        return answer == null ? ReadPolicy.UNLESS_BEHIND : ReadPolicy.NOT_NOW;
    }

    /**
     * Returns the memory of the unsent digits, half a byte each. If several clients wait for the same result, their
     * sessions share the digits, but each session counts all digits that it has not sent.
     */
    @Override
    public long heldBytes() {
        return answer == null ? 0 : (answer.digitCount() - sent) / 2;
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<ComputeReply> out) {
        refuseAndFinish(Objects.requireNonNull(problem.getMessage()), out);
    }

    @Override
    public void timedOut(Outbox<ComputeReply> out) {
        String within = " in " + service.settings.idle().toSeconds() + " s";
        if (uuid == null) {
            timedOut("no name came" + within + ": a client sends its name first", out);
        } else if (missing > 0) {
            timedOut("nothing came" + within + "; " + missing + " bytes of the text are missing", out);
        } else {
            timedOut("nothing came" + within, out);
        }
    }

    @Override
    public void closed() {
        stopWaiting();
        leave();
        if (uuid != null) {
            service.clientServed();
        }
        service.listener.disconnected(peer);
    }

    /** Releases the name at the end of the conversation, even if the socket stays open. */
    private void leave() {
        if (present && uuid != null) {
            present = false;
            service.leave(uuid);
        }
    }

    private void introduce(ClientName name, Outbox<ComputeReply> out) {
        service.listener.named(peer, name);
        UUID given = service.enter(name.text(), peer);
        uuid = given;
        present = true;
        out.send(new Identity(given));
    }

    private void begin(RequestWord word, Outbox<ComputeReply> out) {
        service.listener.requested(peer, word);
        asked = word;
        text = word.sendsText() ? new TextSummary(service.settings.words()) : null;
        if (word == RequestWord.COMPLETE) {
            leave();
            out.finish();
        }
    }

    private void number(long value, Outbox<ComputeReply> out) {
        if (!asked.sendsText()) {
            compute((int) value, out);
            return;
        }
        missing = value;
        if (missing == 0) {
            text(TextPiece.END, out);
        }
    }

    private void compute(int n, Outbox<ComputeReply> out) {
        service.listener.numberAsked(peer, asked, n);
        FibonacciCount count = service.settings.fibonacci();
        if (asked == RequestWord.FIBONACCI && n < count.first()) {
            String problem = n + " is less than " + count.first() + ": FIBONACCI 1 is the first number, 0";
            refuse(ComputeRule.BOUNDS.cited(problem), out);
            return;
        }
        int index = asked == RequestWord.FIBONACCI ? count.index(n) : n;
        try {
            Calculator.Answer pending = service.calculator.ask(new Calculation(asked, index));
            awaited = pending;
            if (pending.isDone()) {
                answer(pending.get(), out);
            } else {
                long most = ComputeProtocol.LONGEST_ANSWER.toSeconds();
                out.work(() -> pending.get(most, TimeUnit.SECONDS), this::answer, this::fail);
            }
        } catch (RejectedExecutionException | ExecutionException | InterruptedException e) {
            fail(e, out);
        }
    }

    private void answer(DecimalNumber number, Outbox<ComputeReply> out) {
        stopWaiting();
        sent = 0;
        send(piece(number, 0), number, out);
    }

    private void send(AnswerPiece piece, DecimalNumber number, Outbox<ComputeReply> out) {
        out.send(piece);
        sent += piece.digits().remaining();
        answer = sent == number.digitCount() ? null : number;
    }

    private void text(TextPiece piece, Outbox<ComputeReply> out) {
        TextSummary summary = Objects.requireNonNull(text, "a text follows its word");
        summary.add(piece.bytes());
        missing = Math.max(0, missing - piece.bytes().remaining());
        if (piece.last()) {
            text = null;
            long words = summary.counter.words();
            service.listener.wordsCounted(peer, summary.beginning(), words);
            answer(DecimalNumber.of(BigInteger.valueOf(words)), out);
        }
    }

    private void fail(Exception failure, Outbox<ComputeReply> out) {
        stopWaiting();
        boolean busy = failure instanceof RejectedExecutionException || failure instanceof TimeoutException;
        refuse(busy ? "busy" : "it could not be computed", out);
    }

    private void refuse(String reason, Outbox<ComputeReply> out) {
        service.listener.refused(peer, reason);
        out.send(new Refusal(reason, uuid));
    }

    private void timedOut(String reason, Outbox<ComputeReply> out) {
        refuseAndFinish(ComputeRule.IN_TIME.cited(reason), out);
    }

    private void refuseAndFinish(String reason, Outbox<ComputeReply> out) {
        refuse(reason, out);
        out.finish();
    }

    private static String quoted(String text) {
        if (text.length() > MAX_QUOTED) {
            return text.substring(0, MAX_QUOTED) + "... ";
        }
        return text.isEmpty() ? "" : text + " ";
    }

    private void stopWaiting() {
        if (awaited != null) {
            service.calculator.leave(awaited);
            awaited = null;
        }
    }

    /** Returns the next digits of a number, from an index on, 0 for the highest. */
    private AnswerPiece piece(DecimalNumber number, int from) {
        ByteBuffer digits = ByteBuffer.allocate(Math.min(PIECE_DIGITS, number.digitCount() - from));
        number.read(from, digits);
        return new AnswerPiece(digits.flip(), from + digits.limit() == number.digitCount() ? uuid : null);
    }

    /** The data kept about a text as it arrives: the number of its words, and its first characters. */
    private static final class TextSummary {
        private static final int SHOWN_CHARACTERS = 100;
        private static final int MAX_BYTES_OF_A_CHARACTER = 4;

        private final WordCounter counter;
        private final ByteBuffer beginning = ByteBuffer.allocate(SHOWN_CHARACTERS * MAX_BYTES_OF_A_CHARACTER);

        TextSummary(WordCounter.Rule rule) {
            this.counter = new WordCounter(rule);
        }

        void add(ByteBuffer bytes) {
            beginning.put(bytes.slice(0, Math.min(bytes.remaining(), beginning.remaining())));
            counter.add(bytes);
        }

        String beginning() {
            String text = StandardCharsets.UTF_8.decode(beginning.flip()).toString();
            int shown = Math.min(SHOWN_CHARACTERS, text.codePointCount(0, text.length()));
            return text.substring(0, text.offsetByCodePoints(0, shown));
        }
    }
}
