// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.ComputeRule;
import io.labnet.compute.RequestWord;
import io.labnet.compute.internal.decimal.Factorial;
import io.labnet.compute.internal.decimal.Fibonacci;
import io.labnet.core.rule.ForeignInput;
import io.labnet.core.rule.KnownMistakes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Known mistakes of servers, recognized by a wrong reply. */
final class ReplyMistake {
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
     * Returns the message that a reply is wrong, with the likely cause if it is a known mistake, and the number of the
     * broken rule.
     */
    static String explain(TestRequest question, String received) {
        ByteBuffer bytes = ByteBuffer.wrap(received.getBytes(StandardCharsets.UTF_8));
        if (MISTAKES.cause(bytes) != null) {
            return MISTAKES.explain(ComputeRule.RIGHT_NUMBER, WRONG, bytes);
        }
        Matcher number = NUMBER.matcher(received);
        String cause = number.matches() ? ofNumber(question, number.group(1)) : ForeignInput.cause(bytes);
        return ComputeRule.RIGHT_NUMBER.cited(WRONG, cause);
    }

    private static @Nullable String ofNumber(TestRequest question, String number) {
        TextSource text = question.text();
        if (text != null) {
            return text.words < MIN_TELLING ? null : ofWordCount(text, number);
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

    private static @Nullable String ofWordCount(TextSource text, String number) {
        if (number.equals(Long.toString(text.bytes))) {
            return "the bytes are counted, not the words";
        }
        return number.equals(Long.toString(text.words - 1)) ? "the spaces are counted, not the words" : null;
    }
}
