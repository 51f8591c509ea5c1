// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.FibonacciCount;
import io.labnet.compute.RequestWord;
import io.labnet.compute.grader.internal.Answer;
import io.labnet.compute.grader.internal.Question;
import java.util.List;
import java.util.function.Supplier;
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
    static TestRequest fibonacci(int n) {
        return new TestRequest(RequestWord.FIBONACCI, "FIBONACCI " + n, n, null, () -> Answer.fibonacci(n));
    }

    static TestRequest factorial(int n) {
        return new TestRequest(RequestWord.FACTORIAL, "FACTORIAL " + n, n, null, () -> Answer.factorial(n));
    }

    static TestRequest words(TextSource text) {
        return new TestRequest(
                RequestWord.WORD_COUNT,
                "FILE " + text.bytes + " " + text.description,
                text.bytes,
                text,
                () -> Answer.words(text.words));
    }

    Question question() {
        return new Question(kind, argument, text == null ? 0 : text.words);
    }
}
