// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.ComputeRequest;
import io.labnet.compute.ComputeRequest.Numeral;
import io.labnet.compute.ComputeRequest.TextLength;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.RequestWord;
import io.labnet.compute.internal.decimal.DecimalNumber;
import io.labnet.compute.internal.decimal.Factorial;
import io.labnet.compute.internal.decimal.Fibonacci;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request of the test client, and what may come of it. */
sealed interface Question {
    /** Tells what is asked for: {@code FIBONACCI}, {@code FACTORIAL} or {@code WORD_COUNT}. */
    RequestWord kind();

    /** Tells what is sent, for a report. */
    String sent();

    /** Gives what is sent after the word. */
    ComputeRequest argument();

    /** Gives the text that is sent after that, if there is one. */
    default @Nullable TextSource text() {
        return null;
    }

    /** Computes the right answers, which may take a while: for a Fibonacci number there is one for each way to count. */
    List<Answer> answers();

    /**
     * A right answer.
     *
     * @param value the number
     * @param counts for a Fibonacci number, the way of counting in which it is right; otherwise none
     */
    record Answer(DecimalNumber value, List<FibonacciCount> counts) {}

    /** Asks for a Fibonacci number, which servers count in two ways. */
    record OfNthFibonacci(int n) implements Question {
        @Override
        public RequestWord kind() {
            return RequestWord.FIBONACCI;
        }

        @Override
        public String sent() {
            return "FIBONACCI " + n;
        }

        @Override
        public ComputeRequest argument() {
            return new Numeral(n);
        }

        @Override
        public List<Answer> answers() {
            return Stream.of(FibonacciCount.values())
                    .map(count -> new Answer(Fibonacci.of(count.index(n)), List.of(count)))
                    .toList();
        }
    }

    /** Asks for a factorial. */
    record OfNFactorial(int n) implements Question {
        @Override
        public RequestWord kind() {
            return RequestWord.FACTORIAL;
        }

        @Override
        public String sent() {
            return "FACTORIAL " + n;
        }

        @Override
        public ComputeRequest argument() {
            return new Numeral(n);
        }

        @Override
        public List<Answer> answers() {
            return List.of(new Answer(Factorial.of(n), List.of()));
        }
    }

    /** Asks for the number of words of a text. */
    record OfWords(TextSource text) implements Question {
        @Override
        public RequestWord kind() {
            return RequestWord.WORD_COUNT;
        }

        @Override
        public String sent() {
            return "FILE " + text.bytes() + " " + text.description();
        }

        @Override
        public ComputeRequest argument() {
            return new TextLength(text.bytes());
        }

        @Override
        public List<Answer> answers() {
            return List.of(new Answer(DecimalNumber.of(BigInteger.valueOf(text.words())), List.of()));
        }
    }
}
