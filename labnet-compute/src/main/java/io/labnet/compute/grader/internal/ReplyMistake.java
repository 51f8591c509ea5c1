// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader.internal;

import io.labnet.compute.ComputeRule;
import io.labnet.compute.RequestWord;
import io.labnet.compute.internal.decimal.Factorial;
import io.labnet.compute.internal.decimal.Fibonacci;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.rule.ForeignInput;
import io.labnet.core.rule.KnownMistakes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Known mistakes of servers, recognized by a wrong reply. */
public final class ReplyMistake {
    private static final String WRONG = "the reply is wrong";
    private static final String UUID = "[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}";
    private static final Pattern NUMBER = Pattern.compile("(-?[0-9]{1,40})_" + UUID);

    /**
     * From this argument on, neighbouring arguments have different results, so a wrong result shows which mistake was
     * made.
     */
    private static final int MIN_TELLING = 3;

    /**
     * To find the mistake in a wrong result, results are computed again, but only up to this argument: larger ones take
     * too long.
     */
    private static final int MAX_RECOMPUTED = 1000;

    private static final KnownMistakes MISTAKES = new KnownMistakes()
            .with(ComputeRule.REPLY, ".*" + UUID + "\\s*[0-9]+_" + UUID, "more than one reply to a request")
            .with(ComputeRule.REPLY, "[0-9]+[^0-9a-z_]+" + UUID + "\\z", "another separator than an underscore")
            .with("[0-9]+\\.[0-9]+(e\\+[0-9]+)?_", "a floating-point number")
            .with("[^_]*\0[^_]*_", "a binary integer in place of decimal text");

    private ReplyMistake() {}

    /**
     * Returns the fault of a wrong reply, with the likely cause if it is a known mistake.
     *
     * @param question the request
     * @param received the reply, or its beginning and end
     */
    public static ProtocolException explain(Question question, String received) {
        ByteBuffer bytes = ByteBuffer.wrap(received.getBytes(StandardCharsets.UTF_8));
        ProtocolException wrong = new ProtocolException(ComputeRule.RIGHT_NUMBER, Reason.MALFORMED, 0, WRONG);
        if (MISTAKES.cause(bytes) != null) {
            return wrong.explainedBy(MISTAKES, bytes);
        }
        Matcher number = NUMBER.matcher(received);
        return wrong.withLikelyCause(
                number.matches() ? ofNumber(question, number.group(1)) : ForeignInput.cause(bytes));
    }

    private static @Nullable String ofNumber(Question question, String number) {
        if (question.kind().sendsText()) {
            return question.words() < MIN_TELLING ? null : ofWordCount(question, number);
        }
        int n = (int) Math.min(question.argument(), Integer.MAX_VALUE);
        if (question.kind() == RequestWord.FACTORIAL && n == 0 && number.equals("0")) {
            return "0! is 1";
        }
        if (n < MIN_TELLING || n > MAX_RECOMPUTED) {
            return null;
        }
        if (question.kind() == RequestWord.FACTORIAL) {
            return ofFactorial(n, number);
        }
        return number.equals(Fibonacci.of(n + 1).toString()) ? "the sequence begins with 1, 2" : null;
    }

    private static @Nullable String ofFactorial(int n, String number) {
        if (number.equals(Factorial.of(n - 1).toString())) {
            return "the product ends before n";
        }
        BigInteger factorial = new BigInteger(Factorial.of(n).toString());
        if (number.equals(Integer.toString(factorial.intValue()))) {
            return "the result does not fit into 32 bits";
        }
        return number.equals(Long.toString(factorial.longValue())) ? "the result does not fit into 64 bits" : null;
    }

    private static @Nullable String ofWordCount(Question question, String number) {
        if (number.equals(Long.toString(question.argument()))) {
            return "the bytes are counted, not the words";
        }
        return number.equals(Long.toString(question.words() - 1)) ? "the spaces are counted, not the words" : null;
    }
}
