// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.FibonacciCount;
import io.labnet.compute.RequestWord;
import io.labnet.compute.internal.decimal.DecimalNumber;
import io.labnet.compute.internal.decimal.Factorial;
import io.labnet.compute.internal.decimal.Fibonacci;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request of the test client, and its correct answers.
 *
 * @param kind {@code FIBONACCI}, {@code FACTORIAL} or {@code WORD_COUNT}
 * @param sent the request as text, for a report
 * @param argument the number that is sent after the word
 * @param text the text that is sent after the number, if any
 * @param right computes the correct answers, which may take a while; a Fibonacci request has two, one for each way of
 *     numbering ({@link FibonacciCount})
 */
record TestRequest(
        RequestWord kind,
        String sent,
        long argument,
        @Nullable TextSource text,
        Supplier<List<Answer>> right) {
    /**
     * A correct answer.
     *
     * @param value the number
     * @param counts for a Fibonacci number, the numberings in which it is correct; otherwise empty
     */
    record Answer(DecimalNumber value, List<FibonacciCount> counts) {
        Answer(DecimalNumber value) {
            this(value, List.of());
        }
    }

    static TestRequest fibonacci(int n) {
        return new TestRequest(
                RequestWord.FIBONACCI, "FIBONACCI " + n, n, null, () -> Stream.of(FibonacciCount.values())
                        .map(count -> new Answer(Fibonacci.of(count.index(n)), List.of(count)))
                        .toList());
    }

    static TestRequest factorial(int n) {
        return new TestRequest(
                RequestWord.FACTORIAL, "FACTORIAL " + n, n, null, () -> List.of(new Answer(Factorial.of(n))));
    }

    static TestRequest words(TextSource text) {
        return new TestRequest(
                RequestWord.WORD_COUNT,
                "FILE " + text.bytes + " " + text.description,
                text.bytes,
                text,
                () -> List.of(new Answer(DecimalNumber.of(BigInteger.valueOf(text.words)))));
    }
}
