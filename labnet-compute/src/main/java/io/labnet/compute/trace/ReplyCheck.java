// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.trace;

import io.labnet.compute.ComputeRule;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.RequestWord;
import io.labnet.compute.grader.internal.Answer;
import io.labnet.compute.grader.internal.IdentityMatcher;
import io.labnet.compute.grader.internal.Question;
import io.labnet.compute.grader.internal.ReceivedText;
import io.labnet.compute.grader.internal.ReplyMatcher;
import io.labnet.compute.grader.internal.ReplyMistake;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The check of the reply to one request. Of a reply that takes long to compute, only the form is checked. */
final class ReplyCheck {
    private static final int MAX_COMPUTED = 1000;

    /** The largest wrong reply to wait for the end of, in bytes. */
    private static final long MAX_WRONG_REPLY = 1 << 20;

    private final Question question;
    private final UUID uuid;
    private final @Nullable ReplyMatcher matcher;
    private final ReceivedText received = new ReceivedText();
    private final List<byte[]> formEnds;
    private boolean done;

    ReplyCheck(Question question, UUID uuid) {
        this.question = question;
        this.uuid = uuid;
        List<Answer> answers = answers(question);
        this.formEnds = Stream.of(uuid.toString(), IdentityMatcher.plain(uuid))
                .flatMap(text ->
                        Stream.of("", "\n", "\r\n").map(end -> ("_" + text + end).getBytes(StandardCharsets.US_ASCII)))
                .toList();
        this.matcher = answers.isEmpty() ? null : new ReplyMatcher(answers, uuid);
    }

    private static List<Answer> answers(Question question) {
        int n = (int) Math.min(question.argument(), Integer.MAX_VALUE);
        if (question.kind().sendsText()) {
            return Answer.words(question.words());
        }
        if (n > MAX_COMPUTED) {
            return List.of();
        }
        return question.kind() == RequestWord.FIBONACCI ? Answer.fibonacci(n) : Answer.factorial(n);
    }

    boolean isBegun() {
        return received.length() > 0;
    }

    /** Returns whether the reply is complete and right, or the server's excuse. */
    boolean isDone() {
        return done;
    }

    /**
     * Adds bytes of the reply.
     *
     * @param bytes the bytes, possibly none
     * @param paused whether the server has paused after them
     * @param counts the ways in which the server may number Fibonacci numbers; changed
     * @return the fault of the reply; {@code null} if there is none so far
     */
    @Nullable
    ProtocolException add(ByteBuffer bytes, boolean paused, Set<FibonacciCount> counts) {
        received.add(isBegun() ? bytes.duplicate() : withoutWhiteSpace(bytes));
        boolean ended = paused && isBegun();
        if (ended && isExcuse()) {
            done = true;
            return null;
        }
        if (matcher == null) {
            done = hasForm(ended);
            return null;
        }
        matcher.add(bytes);
        List<Answer> matched = matcher.matched();
        if (!matched.isEmpty() && (ended || !matcher.mayContinue())) {
            done = true;
            return ofCounts(matched, counts);
        }
        if (ended && !matcher.mayContinue()) {
            return wrong(matcher);
        }
        if (ended && matcher.lacksUuid()) {
            return fault(ComputeRule.REPLY, "the reply has no UUID");
        }
        return matcher.received().length() > MAX_WRONG_REPLY && !matcher.mayContinue()
                ? fault(ComputeRule.REPLY, "the reply is wrong and does not end")
                : null;
    }

    /** Returns the fault of a reply that the end of the server's output leaves incomplete. */
    ProtocolException incomplete() {
        return fault(
                ComputeRule.ANSWER,
                isBegun()
                        ? "the server closed the connection inside a reply"
                        : "the server closed the connection without a reply to " + question.kind());
    }

    /** Returns whether the reply is one of those that a server may give to a valid request that it can't answer. */
    private boolean isExcuse() {
        String text = received.toString();
        return text.startsWith("ERROR busy")
                || text.startsWith("ERROR it could not be computed")
                || (matcher == null && text.startsWith("ERROR "));
    }

    private boolean hasForm(boolean ended) {
        for (byte[] end : formEnds) {
            if (received.endsWith(end)) {
                return true;
            }
        }
        String text = ended ? received.toString() : "";
        return text.startsWith(uuid + "_") || text.startsWith(IdentityMatcher.plain(uuid) + "_");
    }

    private ProtocolException wrong(ReplyMatcher reply) {
        String text = reply.received().toString();
        UUID other = IdentityMatcher.find(text);
        return other == null || other.equals(uuid)
                ? ReplyMistake.explain(question, text)
                : fault(ComputeRule.REPLY, "the reply has the UUID " + other + ", not that of the client");
    }

    private @Nullable ProtocolException ofCounts(List<Answer> matched, Set<FibonacciCount> counts) {
        if (question.kind() != RequestWord.FIBONACCI) {
            return null;
        }
        List<FibonacciCount> possible = matched.stream()
                .flatMap(answer -> answer.counts().stream())
                .filter(counts::contains)
                .toList();
        if (possible.isEmpty()) {
            return fault(
                    ComputeRule.ONE_COUNT,
                    "the other Fibonacci numbers are " + counts.iterator().next());
        }
        counts.retainAll(possible);
        return null;
    }

    private static ByteBuffer withoutWhiteSpace(ByteBuffer bytes) {
        ByteBuffer text = bytes.duplicate();
        while (text.hasRemaining() && isWhiteSpace(text.get(text.position()))) {
            text.get();
        }
        return text;
    }

    static boolean isWhiteSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    private static ProtocolException fault(ComputeRule rule, String problem) {
        return new ProtocolException(rule, Reason.MALFORMED, 0, problem);
    }
}
