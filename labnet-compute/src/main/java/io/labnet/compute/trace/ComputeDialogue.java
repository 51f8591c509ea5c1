// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.trace;

import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.ComputeReply;
import io.labnet.compute.ComputeRequest;
import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.ComputeRequest.NumberArgument;
import io.labnet.compute.ComputeRequest.Unreadable;
import io.labnet.compute.ComputeRule;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.NameUuid;
import io.labnet.compute.RequestWord;
import io.labnet.compute.TextPiece;
import io.labnet.compute.WordCounter;
import io.labnet.compute.grader.internal.Question;
import io.labnet.compute.server.ComputeSettings;
import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.transport.trace.Description;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The dialogue of one connection: a name and its UUID, then requests and their replies. Replies with Fibonacci numbers
 * and factorials of more than 1000 are checked by their form only, because computing them takes long.
 */
public final class ComputeDialogue implements Dialogue<ComputeRequest, TextPiece> {
    private final WordCounter.Rule wordRule;
    private final Protocol<ComputeRequest, ComputeReply> protocol;
    private final EarlyDecoder requests;
    private final Set<FibonacciCount> counts;
    private final ServerCheck check;

    /** Descriptions of the messages that were decoded early. */
    private final Deque<Description> described = new ArrayDeque<>();

    private String name = "";
    private RequestWord word = RequestWord.COMPLETE;
    private WordCounter words;
    private long bytes;
    private boolean complete;
    private boolean identified;

    /** Creates the dialogue of a connection to a server that may number Fibonacci numbers in either way. */
    public ComputeDialogue() {
        this(ComputeProtocol.DEFAULT_MAX_N, WordCounter.Rule.RUNS, EnumSet.allOf(FibonacciCount.class));
    }

    /**
     * Creates the dialogue of a connection.
     *
     * @param settings the settings of the server
     */
    public ComputeDialogue(ComputeSettings settings) {
        this(settings.maxN(), settings.words(), EnumSet.of(settings.fibonacci()));
    }

    private ComputeDialogue(int maxN, WordCounter.Rule wordRule, Set<FibonacciCount> counts) {
        this.wordRule = wordRule;
        this.words = new WordCounter(wordRule);
        this.counts = counts;
        this.check = new ServerCheck(counts);
        this.protocol = ComputeProtocol.server(maxN);
        this.requests = new EarlyDecoder(protocol.decoders().get(), check::end, described::poll);
    }

    @Override
    public Protocol<ComputeRequest, ?> server() {
        return protocol.withDecoders(() -> requests);
    }

    @Override
    public Protocol<TextPiece, ?> client() {
        Decoder<TextPiece> pieces = ComputeProtocol.client().decoders().get();
        return ComputeProtocol.client().withDecoders(() -> new Decoder<>() {
            @Override
            public @Nullable TextPiece decode(ByteBuffer in, Boundary boundary) {
                return pieces.decode(in, boundary);
            }

            // Returns the end of a reply; other pauses mean nothing.
            @Override
            public @Nullable TextPiece atBoundary(Boundary boundary) {
                return check.isOpen() ? pieces.atBoundary(boundary) : null;
            }
        });
    }

    @Override
    public Description fromClient(ComputeRequest message) {
        Description early = described.poll();
        return early == null ? accept(message) : early;
    }

    private Description accept(ComputeRequest message) {
        if (message instanceof ClientName client) {
            name = client.text();
            check.named();
            return Description.of("name " + name);
        }
        if (message instanceof RequestWord next) {
            word = next;
            words = new WordCounter(wordRule);
            bytes = 0;
            complete = word == RequestWord.COMPLETE;
            return Description.of(word.name());
        }
        if (message instanceof NumberArgument number) {
            return accept(number.value());
        }
        if (message instanceof TextPiece piece) {
            bytes += piece.bytes().remaining();
            words.add(piece.bytes());
            if (piece.last()) {
                check.asked(new Question(word, bytes, words.words()));
            }
            return Description.of(piece.last() ? "the end of the text, " + words.words() + " words" : "text");
        }
        Unreadable problem = (Unreadable) message;
        check.end();
        return Description.of("no request: " + problem.text())
                .breaking(fault(problem.rule(), (problem.text() + " " + problem.problem()).strip()));
    }

    private Description accept(long number) {
        if (word.sendsText()) {
            if (number == 0) {
                check.asked(new Question(word, 0, words.words()));
            }
            return Description.of("text of " + number + (number == 1 ? " byte" : " bytes") + " follows");
        }
        Description described = Description.of("number " + number);
        if (word == RequestWord.FIBONACCI && number == 0 && counts.contains(FibonacciCount.ONE_BASED)) {
            check.end();
            return described.breaking(
                    fault(ComputeRule.BOUNDS, "0 is less than 1: FIBONACCI 1 is the first number, 0"));
        }
        check.asked(new Question(word, number, 0));
        return described;
    }

    @Override
    public Description fromServer(TextPiece piece) {
        if (check.expectsNothing() && !PieceFields.isBlank(piece)) {
            ComputeRequest early = requests.decodeEarly();
            if (early != null) {
                described.add(accept(early));
            }
        }
        ProtocolException fault = check.add(piece);
        UUID uuid = check.uuid();
        boolean first = uuid != null && !identified;
        identified = uuid != null;
        boolean other = first && !name.isEmpty() && !NameUuid.of(name).equals(uuid);
        return PieceFields.describe(piece, other ? ", not the uuid3 of " + name + " (compute-3.3)" : "")
                .breaking(fault);
    }

    @Override
    public @Nullable ProtocolException ended(Side side) {
        if (side == Side.CLIENT) {
            complete = true;
            return null;
        }
        return check.ended(complete);
    }

    private static ProtocolException fault(ComputeRule rule, String problem) {
        return new ProtocolException(rule, Reason.MALFORMED, 0, problem);
    }
}
